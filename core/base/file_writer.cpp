#include "core/base/file_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/base/write_error.h"

namespace solopose {

FileWriter::FileWriter(const std::filesystem::path& file, std::filesystem::path shown)
    : shown_(std::move(shown)) {
  descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw_write_error(shown_, errno);
}

FileWriter::~FileWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FileWriter::write(std::string_view bytes) {
  if (bytes.size() > most_waiting) {
    flush();
    put(size_, bytes);
    size_ += bytes.size();
    return;
  }
  waiting_.append(bytes.data(), bytes.data() + bytes.size());
  if (waiting_.size() > most_waiting) flush();
}

void FileWriter::write_at(std::uint64_t offset, std::string_view bytes) {
  flush();
  put(offset, bytes);
}

void FileWriter::flush() {
  put(size_, {waiting_.data(), waiting_.size()});
  size_ += waiting_.size();
  waiting_.clear();
}

void FileWriter::put(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const std::uint64_t to_come = expected_end_ > offset ? expected_end_ - offset : 0;
      throw_write_error(shown_, written < 0 ? errno : ENOSPC, std::max<std::uint64_t>(to_come, bytes.size()));
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
}

void FileWriter::close() {
  flush();
  if (::close(std::exchange(descriptor_, -1)) != 0) throw_write_error(shown_, errno);
}

}  // namespace solopose
