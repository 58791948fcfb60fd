#include "core/project/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/folder_entries.h"
#include "core/base/write_error.h"

namespace solopose {
namespace {

/// In the folder itself: a link to one is not followed.
int open_lock(const std::filesystem::path& poses_folder) {
  const int folder = ::open(poses_folder.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return -1;
  int lock = ::openat(folder, lock_file_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (lock < 0 && errno == EACCES)  // of another user's making
    lock = ::openat(folder, lock_file_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  const int reason = errno;
  ::close(folder);
  errno = reason;
  return lock;
}

int flock_patiently(int descriptor, int operation) {
  int result = 0;
  do {
    result = ::flock(descriptor, operation);
  } while (result != 0 && errno == EINTR);
  return result;
}

}  // namespace

std::optional<FolderLock> FolderLock::take(const std::filesystem::path& poses_folder, int operation) {
  while (true) {
    FolderLock lock(open_lock(poses_folder));
    if (lock.descriptor_ < 0 || flock_patiently(lock.descriptor_, operation) != 0) return std::nullopt;
    // Who waited for a lock may hold that of a file that was removed.
    if (has_its_name(lock.descriptor_, poses_folder / lock_file_name)) return lock;
  }
}

FolderLock FolderLock::wait(const std::filesystem::path& poses_folder, int operation) {
  auto lock = take(poses_folder, operation);
  if (!lock) throw_write_error(poses_folder, errno);
  return std::move(*lock);
}

FolderLock FolderLock::shared(const std::filesystem::path& poses_folder) {
  return wait(poses_folder, LOCK_SH);
}

FolderLock FolderLock::exclusive(const std::filesystem::path& poses_folder) {
  return wait(poses_folder, LOCK_EX);
}

std::optional<FolderLock> FolderLock::try_exclusive(const std::filesystem::path& poses_folder) {
  return take(poses_folder, LOCK_EX | LOCK_NB);
}

void FolderLock::remove_unless_held(const std::filesystem::path& poses_folder) {
  const auto alone = try_exclusive(poses_folder);
  std::error_code ignored;
  if (alone) std::filesystem::remove(poses_folder / lock_file_name, ignored);
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
