#include "core/project/project_to_fill.h"

#include <fmt/format.h>

#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"
#include "core/project/project_remains.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

bool only_lock_in(const fs::path& poses_folder) {
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(poses_folder, unreadable))
    if (entry.path().filename() != lock_file_name) return false;
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
  if (!project_->read_only()) return;
  const std::string why = project_->why_read_only();  // the disk is full by now
  take_back();
  throw Error(fmt::format("{}: no project can be made: {}", folder.string(), why));
}

ProjectToFill::~ProjectToFill() {
  if (made_) take_back();
}

void ProjectToFill::take_back() {
  // Every import, a removed one too, has its pose file.
  const auto alone = FolderLock::try_exclusive(poses_folder_of(project_->folder()));
  if (!alone || !only_lock_in(poses_folder_of(project_->folder()))) {
    made_->keep();
    return;
  }
  const fs::path database = project_->folder() / database_name;
  project_.reset();
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(database.string() + ending, ignored);
}

}  // namespace solopose
