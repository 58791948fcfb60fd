#include "core/files/feature_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/base/write_error.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t page = 4096;
constexpr char magic[8] = {'S', 'O', 'L', 'O', 'F', 'C', '0', '1'};

/// How the file begins; the key's text follows, then, from a page's start each, a checksum per record (0 =
/// missing) and the records. Numbers are the machine's own: a cache does not travel.
struct Header {
  char magic[8];
  std::uint64_t frames;
  std::uint64_t record_bytes;
  std::uint64_t key_bytes;
  std::uint64_t checksum;  ///< of the key, seeded with the other numbers
};

[[noreturn]] void fail(const fs::path& path, const char* what, int reason) {
  throw Error(fmt::format("{}: {}: {}", path.string(), what, std::strerror(reason)));
}

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int operator*() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

void write_all(const Descriptor& file, const fs::path& path, std::span<const std::uint8_t> bytes,
               std::int64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(*file, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw_write_error(path, written == 0 ? ENOSPC : errno, bytes.size());
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += written;
  }
}

template <typename Value>
std::span<const std::uint8_t> bytes_of(const Value& value) {
  return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

std::int64_t whole_pages(std::int64_t bytes) { return (bytes + page - 1) / page * page; }

/// Where things are in the file.
struct Layout {
  std::int64_t table = 0;
  std::int64_t records = 0;
  std::int64_t size = 0;

  /// @throws Error when such a file cannot be.
  Layout(const fs::path& path, const std::string& key, std::int64_t frames, std::int64_t record_bytes) {
    constexpr std::int64_t most = std::int64_t{1} << 56;
    if (frames < 0 || record_bytes < 1 || frames > most / 8 || (frames > 0 && record_bytes > most / frames)) {
      throw Error(fmt::format("{}: a cache of {} records of {} bytes cannot be kept", path.string(), frames,
                              record_bytes));
    }
    table = whole_pages(static_cast<std::int64_t>(sizeof(Header) + key.size()));
    records = table + whole_pages(frames * 8);
    size = records + frames * record_bytes;
  }
};

Header header_for(const std::string& key, std::int64_t frames, std::int64_t record_bytes) {
  Header header{};
  std::memcpy(header.magic, magic, sizeof magic);
  header.frames = static_cast<std::uint64_t>(frames);
  header.record_bytes = static_cast<std::uint64_t>(record_bytes);
  header.key_bytes = key.size();
  header.checksum = Fingerprint()
                        .add(key)
                        .add(header.frames)
                        .add(header.record_bytes)
                        .add(std::string_view(magic, 8))
                        .number();
  return header;
}

bool is_whole(const Descriptor& file, const Layout& layout, const Header& header, const std::string& key) {
  struct stat facts {};
  if (::fstat(*file, &facts) != 0 || facts.st_size != layout.size) return false;
  std::string start(sizeof header + key.size(), '\0');
  if (::pread(*file, start.data(), start.size(), 0) != static_cast<ssize_t>(start.size())) return false;
  return std::memcmp(start.data(), &header, sizeof header) == 0 &&
         start.compare(sizeof header, key.size(), key) == 0;
}

/// The folder's lock for as long as the file is looked at or made: two processes do not both begin it anew.
Descriptor locked(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock) fail(folder, "cannot be used as a cache folder", failure ? failure.value() : errno);
  while (::flock(*lock, LOCK_EX) != 0) {
    if (errno != EINTR) fail(folder, "cannot be locked", errno);
  }
  return lock;
}

/// Made under another name: who has the old file mapped keeps it as it is.
Descriptor begun_anew(const fs::path& path, const Layout& layout, const Header& header,
                      const std::string& key) {
  fs::path temporary = path;
  temporary += ".tmp";
  ::unlink(temporary.c_str());  // a killed process's: the folder is locked
  Descriptor file(::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file) throw_write_error(path, errno);
  try {
    write_all(file, path, bytes_of(header), 0);
    write_all(file, path, {reinterpret_cast<const std::uint8_t*>(key.data()), key.size()}, sizeof header);
    if (::ftruncate(*file, layout.size) != 0) fail(path, "cannot be given its size", errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0) throw_write_error(path, errno);
  } catch (const Error&) {
    ::unlink(temporary.c_str());
    throw;
  }
  return file;
}

}  // namespace

struct FeatureCache::File {
  File(const fs::path& folder, const std::string& key, std::int64_t frames_in, std::int64_t record_bytes_in)
      : path(folder / (Fingerprint().add(key).digits() + ".cache")),
        layout(path, key, frames_in, record_bytes_in),
        frames(frames_in),
        record_bytes(record_bytes_in),
        whole(std::make_unique<std::atomic<bool>[]>(static_cast<std::size_t>(frames_in))) {
    const Header header = header_for(key, frames, record_bytes);
    const Descriptor lock = locked(folder);
    Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file && errno != ENOENT) fail(path, "cannot be opened", errno);
    if (!file || !is_whole(file, layout, header, key)) file = begun_anew(path, layout, header, key);
    remember(file);
    map(file);
  }
  ~File() { ::munmap(const_cast<std::uint8_t*>(bytes), static_cast<std::size_t>(layout.size)); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void map(const Descriptor& file) {
    void* mapped = ::mmap(nullptr, static_cast<std::size_t>(layout.size), PROT_READ, MAP_SHARED, *file, 0);
    if (mapped == MAP_FAILED) fail(path, "cannot be mapped to memory", errno);
    bytes = static_cast<const std::uint8_t*>(mapped);
  }

  void remember(const Descriptor& file) {
    struct stat facts {};
    if (::fstat(*file, &facts) != 0) fail(path, "cannot be opened", errno);
    device = facts.st_dev;
    inode = facts.st_ino;
  }

  /// Open only while something is written: there may be more caches than a process may have files open.
  Descriptor opened() const {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file) fail(path, "cannot be opened", errno);
    struct stat facts {};
    if (::fstat(*file, &facts) != 0) fail(path, "cannot be opened", errno);
    if (facts.st_dev != device || facts.st_ino != inode) {
      throw Error(fmt::format("{}: was replaced while it was in use; start again", path.string()));
    }
    return file;
  }

  void check_number(std::int64_t frame) const {
    if (frame < 0 || frame >= frames) {
      throw Error(
          fmt::format("{}: frame: expected one from 0 to {}, found {}", path.string(), frames - 1, frame));
    }
  }

  std::span<const std::uint8_t> record(std::int64_t frame) const {
    return {bytes + layout.records + frame * record_bytes, static_cast<std::size_t>(record_bytes)};
  }

  static std::uint64_t checksum(std::int64_t frame, std::span<const std::uint8_t> record) {
    return std::max<std::uint64_t>(1, checksum_of(record, static_cast<std::uint64_t>(frame)));
  }

  bool has(std::int64_t frame) const {
    std::atomic<bool>& known = whole[static_cast<std::size_t>(frame)];
    if (known.load(std::memory_order_acquire)) return true;
    std::uint64_t listed = 0;
    std::memcpy(&listed, bytes + layout.table + frame * 8, sizeof listed);
    if (listed == 0 || listed != checksum(frame, record(frame))) return false;
    known.store(true, std::memory_order_release);
    return true;
  }

  fs::path path;
  Layout layout;
  std::int64_t frames;
  std::int64_t record_bytes;
  std::unique_ptr<std::atomic<bool>[]> whole;
  const std::uint8_t* bytes = nullptr;
  dev_t device = 0;
  ino_t inode = 0;
  std::atomic<bool> unsynced = false;
};

FeatureCache::FeatureCache(const fs::path& folder, const std::string& key, std::int64_t frames,
                           std::int64_t record_bytes)
    : file_(std::make_unique<File>(folder, key, frames, record_bytes)) {}

FeatureCache::~FeatureCache() = default;
FeatureCache::FeatureCache(FeatureCache&&) noexcept = default;
FeatureCache& FeatureCache::operator=(FeatureCache&&) noexcept = default;

std::int64_t FeatureCache::frames() const { return file_->frames; }

bool FeatureCache::has(std::int64_t frame) const {
  return frame >= 0 && frame < file_->frames && file_->has(frame);
}

std::vector<std::int64_t> FeatureCache::missing() const {
  std::vector<std::int64_t> frames;
  for (std::int64_t frame = 0; frame < file_->frames; ++frame) {
    if (!file_->has(frame)) frames.push_back(frame);
  }
  return frames;
}

std::span<const std::uint8_t> FeatureCache::record(std::int64_t frame) const {
  file_->check_number(frame);
  if (!file_->has(frame)) throw Error(fmt::format("{}: frame {} is not there", file_->path.string(), frame));
  return file_->record(frame);
}

void FeatureCache::put(std::int64_t frame, std::span<const std::uint8_t> record) {
  file_->check_number(frame);
  if (record.size() != static_cast<std::size_t>(file_->record_bytes)) {
    throw Error(fmt::format("{}: frame {}: expected {} bytes, found {}", file_->path.string(), frame,
                            file_->record_bytes, record.size()));
  }
  if (file_->has(frame)) return;
  const Descriptor file = file_->opened();
  file_->unsynced = true;
  // The record first: killed in between, it stays missing.
  write_all(file, file_->path, record, file_->layout.records + frame * file_->record_bytes);
  write_all(file, file_->path, bytes_of(File::checksum(frame, record)), file_->layout.table + frame * 8);
}

void FeatureCache::sync() {
  if (!file_->unsynced.exchange(false)) return;
  const Descriptor file = file_->opened();
  if (::fdatasync(*file) != 0) throw_write_error(file_->path, errno);
}

}  // namespace solopose
