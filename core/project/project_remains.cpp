#include "core/project/project_remains.h"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/folder_entries.h"
#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// What a creation of an earlier version left when it was killed: project.sqlite.PID.tmp.
bool is_unfinished(const std::string& name) {
  static const std::regex pattern("project\\.sqlite\\.[0-9]+\\.tmp(-wal|-shm|-journal)?");
  return std::regex_match(name, pattern);
}

/// What would be replayed into the copy that is put in place.
std::string what_first(const fs::path& folder) {
  std::vector<std::string> logs;
  for (const char* ending : log_endings)
    if (is_there((folder / project_names::database).string() + ending))
      logs.push_back(project_names::database + std::string(ending));
  if (logs.empty()) return "";
  return fmt::format("move {} away (another copy would be spoilt by it), ", fmt::join(logs, " and "));
}

}  // namespace

bool is_or_was_project(const fs::path& folder) {
  const std::string database = (folder / project_names::database).string();
  return is_there(database) ||
         std::ranges::any_of(log_endings, [&](const char* ending) { return is_there(database + ending); }) ||
         is_there(ProjectPlaces(folder).poses() / project_names::lock) || highest_pose_file(folder) > 0;
}

void refuse_remains(const fs::path& folder) {
  const std::string name = folder.string();
  if (is_there(ProjectPlaces(folder).database())) {
    throw Error(fmt::format(
        "{}: there is a project already (nothing was changed); should it not open, `solopose check {}` "
        "says what can be rescued",
        name, name));
  }
  std::vector<std::string> left;
  for (const std::string& entry : names_in(folder))  // its own files and people's copies of it
    if (entry.starts_with(project_names::database) && !is_unfinished(entry)) left.push_back(entry);
  for (const std::string& file : h5_files_in(ProjectPlaces(folder).poses()))
    left.push_back(std::string(project_names::poses) + "/" + file);
  if (left.empty()) return;
  constexpr std::size_t most_named = 3;
  const std::size_t more = left.size() - std::min(left.size(), most_named);
  left.resize(std::min(left.size(), most_named));
  throw Error(fmt::format(
      "{}: a project without its {} lies here ({}{}); nothing was changed. To rescue it {}put a copy of {} "
      "(a backup) beside the folder poses and run `solopose check {}`. For a new project take another folder "
      "and import the sources again",
      name, project_names::database, fmt::join(left, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
      what_first(folder), project_names::database, name));
}

}  // namespace solopose
