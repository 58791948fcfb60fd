#include "core/project/project_to_fill.h"

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
  for (const auto& entry : fs::directory_iterator(poses_folder, unreadable))
    if (entry.path().filename() != project_names::lock) return false;
  return !unreadable;
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
  // Every import, a removed one too, has its pose file.
  const auto alone = FolderLock::try_exclusive(ProjectPlaces(project_->folder()).poses());
  if (!alone || !only_lock_in(ProjectPlaces(project_->folder()).poses())) {
    made_->keep();
    return;
  }
  const fs::path folder = project_->folder();
  project_.reset();
  remove_database(folder);
}

}  // namespace solopose
