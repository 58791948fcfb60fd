#include "core/project/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

int open_lock(const std::filesystem::path& poses_folder) {
  const auto file = poses_folder / project_names::lock;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor >= 0 || errno != EACCES) return descriptor;
  return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);  // of another user's making
}

int flock_patiently(int descriptor, int operation) {
  int result = 0;
  do {
    result = ::flock(descriptor, operation);
  } while (result != 0 && errno == EINTR);
  return result;
}

}  // namespace

FolderLock FolderLock::wait(const std::filesystem::path& poses_folder, int operation) {
  FolderLock lock(open_lock(poses_folder));
  if (lock.descriptor_ < 0 || flock_patiently(lock.descriptor_, operation) != 0) {
    throw Error(fmt::format("{}: cannot be written: {}", poses_folder.string(), std::strerror(errno)));
  }
  return lock;
}

FolderLock FolderLock::shared(const std::filesystem::path& poses_folder) {
  return wait(poses_folder, LOCK_SH);
}

FolderLock FolderLock::exclusive(const std::filesystem::path& poses_folder) {
  return wait(poses_folder, LOCK_EX);
}

std::optional<FolderLock> FolderLock::try_exclusive(const std::filesystem::path& poses_folder) {
  FolderLock lock(open_lock(poses_folder));
  if (lock.descriptor_ < 0 || flock_patiently(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);  // closing releases
}

}  // namespace solopose
