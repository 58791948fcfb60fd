#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

void sync_to_disk(const std::filesystem::path& file_or_folder) {
  const int descriptor = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || ::fsync(descriptor) != 0) {
    const int reason = errno;
    if (descriptor >= 0) ::close(descriptor);
    throw Error(
        fmt::format("{}: cannot be written to disk: {}", file_or_folder.string(), std::strerror(reason)));
  }
  ::close(descriptor);
}

AtomicFile::AtomicFile(std::filesystem::path destination) : destination_(std::move(destination)) {
  temporary_ = destination_;
  temporary_ += fmt::format(".{}.tmp", ::getpid());
}

AtomicFile::~AtomicFile() {
  if (committed_) return;
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

void AtomicFile::commit() {
  sync_to_disk(temporary_);
  std::error_code failure;
  std::filesystem::rename(temporary_, destination_, failure);
  if (failure)
    throw Error(fmt::format("{}: cannot be written: {}", destination_.string(), failure.message()));
  committed_ = true;
  const auto folder = destination_.parent_path();
  sync_to_disk(folder.empty() ? "." : folder);
}

void write_text_atomically(const std::filesystem::path& path, std::string_view text) {
  AtomicFile file(path);
  std::ofstream out(file.temporary(), std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) throw Error(fmt::format("{}: cannot be written: {}", path.string(), std::strerror(errno)));
  file.commit();
}

}  // namespace solopose
