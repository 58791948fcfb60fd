#include "core/project/made_folders.h"

#include "core/base/write_error.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;

MadeFolders::MadeFolders(const fs::path& project_folder) : MadeFolders() {
  std::error_code failure;
  const fs::path deepest = ProjectPlaces(fs::absolute(project_folder).lexically_normal()).poses();
  for (fs::path folder = deepest; !fs::exists(fs::symlink_status(folder, failure));
       folder = folder.parent_path())
    if (folder.has_filename()) made_.push_back(folder);
  fs::create_directories(project_folder, failure);
  if (failure) throw_write_error(project_folder, failure.value());
  make_poses_folder(project_folder);
}

MadeFolders::~MadeFolders() {
  std::error_code ignored;
  if (!made_.empty()) FolderLock::remove_unless_held(made_.front());
  for (const fs::path& folder : made_) fs::remove(folder, ignored);
}

}  // namespace solopose
