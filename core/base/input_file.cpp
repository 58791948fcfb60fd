#include "core/base/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::string kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return "";
    case S_IFDIR:
      return "a folder";
    case S_IFIFO:
      return "a FIFO";
    case S_IFSOCK:
      return "a socket";
    case S_IFCHR:
    case S_IFBLK:
      return "a device";
    default:
      return "something else";
  }
}

void require_file(const std::filesystem::path& file, const std::string& kind) {
  if (!kind.empty()) throw FormatError(file, "file", "a regular file", kind);
}

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
  throw Error(fmt::format("{}: cannot be {}: {}", file.string(), what, std::strerror(errno)));
}

}  // namespace

std::string kind_unless_file(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return kind_of(status.st_mode);
  const int reason = errno;
  if (::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode) && (reason == ENOENT || reason == ELOOP))
    return "a link to nothing";
  return fmt::format("nothing that can be read ({})", std::strerror(reason));
}

std::string kind_unless_own_file(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return "";
  return S_ISLNK(status.st_mode) ? "a link" : kind_of(status.st_mode);
}

void require_own_file(const std::filesystem::path& path) { require_file(path, kind_unless_own_file(path)); }

InputFile::InputFile(std::filesystem::path file) : file_(std::move(file)) {
  struct stat status {};
  // Opening a device may already change it (a tape rewinds), so it is looked at first. What stands there may
  // have changed since: hence O_NONBLOCK, which keeps a FIFO from waiting for its writer, and the second
  // look.
  if (::stat(file_.c_str(), &status) == 0) require_file(file_, kind_of(status.st_mode));
  descriptor_ = ::open(file_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (descriptor_ < 0) fail(file_, "opened for reading");
  try {
    if (::fstat(descriptor_, &status) != 0) fail(file_, "read");
    require_file(file_, kind_of(status.st_mode));
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
  size_ = static_cast<std::uintmax_t>(status.st_size);
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t InputFile::read(std::span<std::uint8_t> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor_, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(file_, "read to its end");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

int InputFile::release() { return std::exchange(descriptor_, -1); }

}  // namespace solopose
