#include "core/project/project_to_fill.h"

#include <algorithm>

#include "core/base/folder_entries.h"
#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"
#include "core/project/project_remains.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

bool only_lock_in(const fs::path& poses_folder) {
  std::error_code unreadable;
  const auto names = names_in(poses_folder, unreadable);
  return !unreadable &&
         std::ranges::all_of(names, [](const auto& name) { return name == project_names::lock; });
}

}  // namespace

ProjectToFill::ProjectToFill(const fs::path& folder) {
  if (Project::exists(folder)) {
    project_.emplace(Project::open(folder));
    project_->require_writable();
    return;
  }
  refuse_remains(folder);
  made_.emplace(folder);
  project_.emplace(Project::create(folder));
}

ProjectToFill::~ProjectToFill() {
  if (!made_) return;
  const fs::path folder = project_->folder();
  // Every import, a removed one too, has its pose file.
  const auto alone = FolderLock::try_exclusive(ProjectPlaces(folder).poses());
  const bool empty = alone && only_lock_in(ProjectPlaces(folder).poses());
  project_.reset();
  if (!empty || !remove_database_unless_open(folder)) made_->keep();
}

}  // namespace solopose
