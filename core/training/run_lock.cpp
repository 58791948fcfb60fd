#include "core/training/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr const char* lock_name = ".lock";

}  // namespace

std::optional<RunLock> RunLock::take(const std::filesystem::path& run_folder) {
  RunLock lock(::open((run_folder / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (lock.descriptor_ < 0) {
    throw Error(fmt::format("{}: cannot be written: {}", run_folder.string(), std::strerror(errno)));
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return lock;
}

bool RunLock::is_held(const std::filesystem::path& run_folder) {
  // A shared lock for a moment: two that ask at once do not take each other for a trainer.
  const RunLock lock(::open((run_folder / lock_name).c_str(), O_RDONLY | O_CLOEXEC));
  return lock.descriptor_ >= 0 && ::flock(lock.descriptor_, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
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
