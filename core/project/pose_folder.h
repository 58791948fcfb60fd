#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

// The folder poses/ of a project: N.h5 for import N, immutable once it has that name;
// .solopose-import-XXXXXX for one in the making; .lock (folder_lock.h). Anything else in it is somebody's,
// and stays: an import-XXXXXX, too, which killed imports of earlier versions left.

/// Where import `id` has its poses, relative to the project folder.
std::string pose_file_of(std::int64_t id);

/// Make the folder where it is missing. @throws Error, also where a link stands in its place: files would be
/// made and removed where the link leads.
void make_poses_folder(const std::filesystem::path& project_folder);

/// The names of HDF5 files in a folder, sorted, whoever put them there.
std::vector<std::string> h5_files_in(const std::filesystem::path& folder);

/// The highest N of an N.h5 in poses/ or trash/, listed or not; 0 without any. A project's database may be
/// older than its pose files (a restored copy): new imports take numbers past them.
std::int64_t highest_pose_file(const std::filesystem::path& project_folder);

/// A new file for an import in the making; it follows the umask. @throws Error.
std::filesystem::path make_temporary_pose_file(const std::filesystem::path& poses_folder);
bool is_temporary_pose_file(const std::filesystem::path& file);

/// Remove what killed imports of this user left, unless an import is under way anywhere.
void remove_killed_imports(const std::filesystem::path& poses_folder);

}  // namespace solopose
