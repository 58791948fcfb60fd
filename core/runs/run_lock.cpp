#include "core/runs/run_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

/// The whole file. Locks of an open file description end with it, however its process ends, and unlike
/// flock() they can be asked for without being taken.
struct flock whole_file() {
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

std::optional<RunLock> RunLock::take(const std::filesystem::path& run_folder) {
  RunLock lock(::open((run_folder / project_names::lock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (lock.descriptor_ < 0) {
    throw Error(fmt::format("{}: cannot be written: {}", run_folder.string(), std::strerror(errno)));
  }
  struct flock wanted = whole_file();
  if (::fcntl(lock.descriptor_, F_OFD_SETLK, &wanted) == 0) return lock;
  if (errno == EAGAIN || errno == EACCES) return std::nullopt;
  throw Error(fmt::format("{}: cannot be locked: {}", run_folder.string(), std::strerror(errno)));
}

bool RunLock::is_held(const std::filesystem::path& run_folder) {
  const RunLock file(::open((run_folder / project_names::lock).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct flock asked = whole_file();
  return file.descriptor_ >= 0 && ::fcntl(file.descriptor_, F_OFD_GETLK, &asked) == 0 &&
         asked.l_type != F_UNLCK;
}

RunLock::RunLock(RunLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace solopose
