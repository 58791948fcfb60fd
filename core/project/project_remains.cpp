#include "core/project/project_remains.h"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

template <typename Matches>
std::vector<std::string> entries(const fs::path& folder, const std::string& prefix, const Matches& matches) {
  std::vector<std::string> found;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const std::string name = entry.path().filename().string();
    if (matches(name)) found.push_back(prefix + name);
  }
  std::ranges::sort(found);
  return found;
}

/// What a creation of an earlier version left when it was killed: project.sqlite.PID.tmp.
bool is_unfinished(const std::string& name) {
  static const std::regex pattern("project\\.sqlite\\.[0-9]+\\.tmp(-wal|-shm|-journal)?");
  return std::regex_match(name, pattern);
}

bool is_there(const fs::path& path) {
  std::error_code none;
  return fs::exists(fs::symlink_status(path, none));
}

/// What would be replayed into the copy that is put in place.
std::string what_first(const fs::path& folder) {
  std::vector<std::string> logs;
  for (const char* ending : log_endings)
    if (is_there((folder / database_name).string() + ending))
      logs.push_back(database_name + std::string(ending));
  if (logs.empty()) return "";
  return fmt::format("move {} away (another copy would be spoilt by it), ", fmt::join(logs, " and "));
}

}  // namespace

bool is_or_was_project(const fs::path& folder) {
  const std::string database = (folder / database_name).string();
  return is_there(database) ||
         std::ranges::any_of(log_endings, [&](const char* ending) { return is_there(database + ending); }) ||
         is_there(poses_folder_of(folder) / lock_file_name) || highest_pose_file(folder) > 0;
}

void refuse_remains(const fs::path& folder) {
  const std::string name = folder.string();
  if (is_there(folder / database_name)) {
    throw Error(fmt::format(
        "{}: there is a project already (nothing was changed); should it not open, `solopose check {}` "
        "says what can be rescued",
        name, name));
  }
  // Its own files and people's copies of it (project.sqlite-wal, project.sqlite.bak).
  std::vector<std::string> left = entries(folder, "", [](const std::string& entry) {
    return entry.starts_with(database_name) && !is_unfinished(entry);
  });
  const auto pose_files = entries(poses_folder_of(folder), "poses/",
                                  [](const std::string& entry) { return entry.ends_with(".h5"); });
  left.insert(left.end(), pose_files.begin(), pose_files.end());
  if (left.empty()) return;
  constexpr std::size_t most_named = 3;
  const std::size_t more = left.size() - std::min(left.size(), most_named);
  left.resize(std::min(left.size(), most_named));
  throw Error(fmt::format(
      "{}: a project without its {} lies here ({}{}); nothing was changed. To rescue it {}put a copy of {} "
      "(a backup) beside the folder poses and run `solopose check {}`. For a new project take another folder "
      "and import the sources again",
      name, database_name, fmt::join(left, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
      what_first(folder), database_name, name));
}

}  // namespace solopose
