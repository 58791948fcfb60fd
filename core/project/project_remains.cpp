#include "core/project/project_remains.h"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/project/database.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"

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

}  // namespace

void refuse_remains(const fs::path& folder) {
  const std::string name = folder.string();
  if (is_there(ProjectPlaces(folder).database())) {
    throw Error(fmt::format(
        "{}: there is a project already (nothing was changed); should it not open, `solopose check {}` "
        "says what can be rescued",
        name, name));
  }
  // Its own files and people's copies of it (project.sqlite-wal, project.sqlite.bak).
  std::vector<std::string> left = entries(folder, "", [](const std::string& entry) {
    return entry.starts_with(project_names::database) && !is_unfinished(entry);
  });
  const auto pose_files = entries(ProjectPlaces(folder).poses(), std::string(project_names::poses) + "/",
                                  [](const std::string& entry) { return entry.ends_with(".h5"); });
  left.insert(left.end(), pose_files.begin(), pose_files.end());
  if (left.empty()) return;
  constexpr std::size_t most_named = 3;
  const std::size_t more = left.size() - std::min(left.size(), most_named);
  left.resize(std::min(left.size(), most_named));
  throw Error(fmt::format(
      "{}: a project without its {} lies here ({}{}); nothing was changed. To rescue it put a copy of {} (a "
      "backup) beside the folder poses and run `solopose check {}`. For a new project take another folder "
      "and "
      "import the sources again",
      name, project_names::database, fmt::join(left, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
      project_names::database, name));
}

}  // namespace solopose
