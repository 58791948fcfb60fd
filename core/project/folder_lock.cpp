#include "core/project/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "core/base/folder_entries.h"
#include "core/base/write_error.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

constexpr int to_look_at = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW;

/// In the folder itself: a link to one is not followed.
int open_lock(const std::filesystem::path& poses_folder, int flags) {
  const int folder = ::open(poses_folder.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return -1;
  int lock = ::openat(folder, project_names::lock, flags, 0666);
  if (lock < 0 && errno == EACCES)  // of another user's making
    lock = ::openat(folder, project_names::lock, to_look_at);
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

/// Who looks into the folder has the lock for a moment, who imports for long.
bool flock_alone(int descriptor) {
  constexpr int tries = 10;
  constexpr auto a_moment = std::chrono::milliseconds(20);
  for (int i = 0; i < tries; ++i) {
    if (i > 0) std::this_thread::sleep_for(a_moment);
    if (flock_patiently(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EWOULDBLOCK) return false;
  }
  return false;
}

}  // namespace

template <typename Lock>
std::optional<FolderLock> FolderLock::take(const std::filesystem::path& poses_folder, const Lock& lock_it) {
  while (true) {
    FolderLock lock(open_lock(poses_folder, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW));
    if (lock.descriptor_ < 0 || !lock_it(lock.descriptor_)) return std::nullopt;
    // Who waited for a lock may hold that of a file that was removed.
    if (has_its_name(lock.descriptor_, poses_folder / project_names::lock)) return lock;
  }
}

FolderLock FolderLock::wait(const std::filesystem::path& poses_folder, int operation) {
  auto lock = take(poses_folder, [&](int descriptor) { return flock_patiently(descriptor, operation) == 0; });
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
  return take(poses_folder, flock_alone);
}

bool FolderLock::is_shared(const std::filesystem::path& poses_folder) {
  const FolderLock lock(open_lock(poses_folder, to_look_at));
  return lock.descriptor_ >= 0 && !flock_alone(lock.descriptor_) && errno == EWOULDBLOCK;
}

void FolderLock::remove_unless_held(const std::filesystem::path& poses_folder) {
  const auto alone = try_exclusive(poses_folder);
  std::error_code ignored;
  if (alone) std::filesystem::remove(poses_folder / project_names::lock, ignored);
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
