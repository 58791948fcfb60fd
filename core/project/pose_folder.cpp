#include "core/project/pose_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <random>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/folder_entries.h"
#include "core/base/open_folder.h"
#include "core/base/write_error.h"
#include "core/project/folder_lock.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view temporary_prefix = ".solopose-import-";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t random_letters = 6;

std::string random_name() {
  std::random_device random;
  std::string name(temporary_prefix);
  for (std::size_t i = 0; i < random_letters; ++i) name += letters[random() % letters.size()];
  return name;
}

/// N of "N.h5", 0 for another word and for numbers that no import ever reaches.
std::int64_t number_of(const fs::path& h5_file) {
  constexpr std::int64_t highest = 1'000'000'000;
  const std::string stem = h5_file.stem().string();
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
  const bool whole = failure == std::errc() && end == stem.data() + stem.size();
  return whole && number > 0 && number <= highest ? number : 0;
}

}  // namespace

std::string pose_file_of(std::int64_t id) { return fmt::format("{}/{}.h5", project_names::poses, id); }

void make_poses_folder(const fs::path& project_folder) {
  const fs::path folder = ProjectPlaces(project_folder).poses();
  std::error_code failure;
  if (fs::is_symlink(fs::symlink_status(folder, failure))) {
    throw Error(
        fmt::format("{}: is a symbolic link; put the folder itself there, the studio writes into no other",
                    folder.string()));
  }
  fs::create_directory(folder, failure);
  if (failure) throw_write_error(folder, failure.value());
}

std::vector<std::string> h5_files_in(const fs::path& folder) {
  std::vector<std::string> names = names_in(folder);
  std::erase_if(names, [](const std::string& name) { return fs::path(name).extension() != ".h5"; });
  return names;
}

std::int64_t highest_pose_file(const fs::path& project_folder) {
  std::int64_t highest = 0;
  for (const fs::path& folder :
       {ProjectPlaces(project_folder).poses(), ProjectPlaces(project_folder).trash()}) {
    for (const std::string& name : h5_files_in(folder)) highest = std::max(highest, number_of(name));
  }
  return highest;
}

fs::path make_temporary_pose_file(const fs::path& poses_folder) {
  while (true) {
    fs::path file = poses_folder / random_name();
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) throw_write_error(poses_folder, errno);
    ::close(descriptor);
    return file;
  }
}

bool is_temporary_pose_file(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.starts_with(temporary_prefix) && name.size() == temporary_prefix.size() + random_letters &&
         std::all_of(name.begin() + temporary_prefix.size(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0; });
}

void remove_killed_imports(const fs::path& poses_folder) {
  const auto alone = FolderLock::try_exclusive(poses_folder);
  const auto folder = OpenFolder::at(poses_folder);
  if (!alone || !folder) return;
  for (const std::string& name : folder->names()) {
    if (!is_temporary_pose_file(name)) continue;
    const auto facts = folder->facts(name);
    if (facts && S_ISREG(facts->st_mode) && facts->st_uid == ::geteuid()) folder->remove(name);
  }
}

}  // namespace solopose
