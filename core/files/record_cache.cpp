#include "core/files/record_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/base/write_error.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t page = 4096;
constexpr std::int64_t shard_bytes = std::int64_t{16} << 30;  ///< of records, and no more than so many
constexpr std::int64_t most_places = std::int64_t{1} << 20;
constexpr std::int64_t mark_bytes = 8;

/// How each file begins. Numbers are the machine's own: a cache does not travel.
struct Header {
  std::array<char, 8> magic;
  std::uint64_t record_bytes;
  std::uint64_t places;  ///< of a shard
};

/// A row as it is listed.
struct Entry {
  std::array<char, 32> key;  ///< its fingerprint
  std::uint64_t frames;
  std::uint64_t first;
  std::uint64_t checksum;

  std::uint64_t own_checksum() const {
    return Fingerprint().add(std::string_view(key.data(), key.size())).add(frames).add(first).number();
  }
  bool is_whole() const { return checksum == own_checksum() && frames < std::uint64_t{1} << 48; }
  std::int64_t end() const { return static_cast<std::int64_t>(first + frames); }
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
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
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

std::int64_t size_of(const Descriptor& file, const fs::path& path) {
  struct stat facts {};
  if (::fstat(*file, &facts) != 0) fail(path, "cannot be looked at", errno);
  return facts.st_size;
}

void sync_to_disk(const Descriptor& file, const fs::path& path) {
  if (::fdatasync(*file) != 0) throw_write_error(path, errno);
}

/// The folder's lock while rows are listed: two processes do not give one place to two rows.
Descriptor locked(const fs::path& folder) {
  Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock) fail(folder, "cannot be used as a cache folder", errno);
  while (::flock(*lock, LOCK_EX) != 0) {
    if (errno != EINTR) fail(folder, "cannot be locked", errno);
  }
  return lock;
}

/// The file, begun with this header; one that begins otherwise is put aside: who has it mapped keeps it as it
/// is. Under the folder's lock.
Descriptor opened(const fs::path& path, const Header& header) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
  if (!file && errno != ENOENT && errno != ELOOP) fail(path, "cannot be opened", errno);
  Header found{};
  if (file && ::pread(*file, &found, sizeof found, 0) == static_cast<ssize_t>(sizeof found) &&
      std::memcmp(&found, &header, sizeof header) == 0)
    return file;
  ::unlink(path.c_str());
  file = Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file) throw_write_error(path, errno);
  write_all(file, path, bytes_of(header), 0);
  return file;
}

}  // namespace

/// A file of marks and as many records.
struct RecordCache::Shard {
  Shard(fs::path file_path, const Header& header)
      : path(std::move(file_path)),
        record_bytes(static_cast<std::int64_t>(header.record_bytes)),
        records((page + static_cast<std::int64_t>(header.places) * mark_bytes + page - 1) / page * page),
        mapped_bytes(
            static_cast<std::size_t>(records + static_cast<std::int64_t>(header.places) * record_bytes)),
        file(opened(path, header)) {
    void* mapped = ::mmap(nullptr, mapped_bytes, PROT_READ, MAP_SHARED, *file, 0);
    if (mapped == MAP_FAILED) fail(path, "cannot be mapped to memory", errno);
    bytes = static_cast<const std::uint8_t*>(mapped);
  }
  ~Shard() { ::munmap(const_cast<std::uint8_t*>(bytes), mapped_bytes); }
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;

  /// Makes room for the first `places`; what lies behind a file's end must not be looked at. Under the
  /// folder's lock: a file is never made shorter.
  void reach(std::int64_t places) const {
    const std::int64_t wanted = records + places * record_bytes;
    if (size_of(file, path) < wanted && ::ftruncate(*file, wanted) != 0) throw_write_error(path, errno);
  }
  std::uint64_t mark(std::int64_t place) const {
    std::uint64_t mark = 0;
    std::memcpy(&mark, bytes + page + place * mark_bytes, sizeof mark);
    return mark;
  }
  void set_mark(std::int64_t place, std::uint64_t mark) const {
    unsynced = true;
    write_all(file, path, bytes_of(mark), page + place * mark_bytes);
  }
  std::span<const std::uint8_t> record(std::int64_t place) const {
    return {bytes + records + place * record_bytes, static_cast<std::size_t>(record_bytes)};
  }
  void write(std::int64_t place, std::span<const std::uint8_t> record) const {
    write_all(file, path, record, records + place * record_bytes);
  }
  void sync() const {
    if (unsynced.exchange(false)) sync_to_disk(file, path);
  }

  fs::path path;
  std::int64_t record_bytes;
  std::int64_t records;  ///< where they begin
  std::size_t mapped_bytes;
  Descriptor file;
  const std::uint8_t* bytes = nullptr;
  mutable std::atomic<bool> unsynced = false;
};

struct RecordCache::Files {
  struct Listed {
    std::int64_t frames;
    std::int64_t first;
  };

  Files(fs::path folder_in, std::int64_t record_bytes_in)
      : folder(std::move(folder_in)),
        path(folder / fmt::format("{}.rows", record_bytes_in)),
        record_bytes(record_bytes_in) {
    if (record_bytes < 1 || record_bytes > shard_bytes)
      throw Error(
          fmt::format("{}: a cache of records of {} bytes cannot be kept", folder.string(), record_bytes));
    places = std::min(shard_bytes / record_bytes, most_places);
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) fail(folder, "cannot be used as a cache folder", failure.value());
    const Descriptor lock = locked(folder);
    file = opened(path, header_of({'S', 'O', 'L', 'O', 'R', 'O', '0', '1'}));
    ::futimens(*file, nullptr);  // used now; a disk that refuses is read from all the same
    read_rows();
  }

  Header header_of(std::array<char, 8> magic) const {
    return {magic, static_cast<std::uint64_t>(record_bytes), static_cast<std::uint64_t>(places)};
  }

  /// What was listed since the last look. A row that is not whole gives its key a new one.
  void read_rows() {
    std::vector<Entry> found(static_cast<std::size_t>(std::max<std::int64_t>(
        0, (size_of(file, path) - entries_end) / static_cast<std::int64_t>(sizeof(Entry)))));
    const auto bytes = static_cast<ssize_t>(found.size() * sizeof(Entry));
    if (bytes > 0 && ::pread(*file, found.data(), static_cast<std::size_t>(bytes), entries_end) != bytes)
      fail(path, "cannot be read", errno);
    entries_end += bytes;
    for (const Entry& entry : found) {
      if (!entry.is_whole()) continue;
      rows[std::string(entry.key.data(), entry.key.size())] = {static_cast<std::int64_t>(entry.frames),
                                                               static_cast<std::int64_t>(entry.first)};
      used = std::max(used, entry.end());
    }
  }

  void append(const std::string& key, std::int64_t frames) {
    Entry entry{};
    std::ranges::copy(key, entry.key.begin());
    entry.frames = static_cast<std::uint64_t>(frames);
    entry.first = static_cast<std::uint64_t>(used);
    entry.checksum = entry.own_checksum();
    write_all(file, path, bytes_of(entry), entries_end);
    read_rows();
  }

  bool knows(const std::string& key, std::int64_t frames) const {
    const auto found = rows.find(key);
    return found != rows.end() && found->second.frames == frames;
  }

  /// The shards that places [first, first + count) lie in. Under the folder's lock.
  std::vector<const Shard*> shards_of(std::int64_t first, std::int64_t count) {
    std::vector<const Shard*> those;
    for (std::int64_t number = first / places; number * places < first + count; ++number) {
      while (std::ssize(shards) <= number) {
        shards.emplace_back(folder / fmt::format("{}-{}.shard", record_bytes, shards.size()),
                            header_of({'S', 'O', 'L', 'O', 'S', 'H', '0', '1'}));
      }
      shards[static_cast<std::size_t>(number)].reach(std::min(places, first + count - number * places));
      those.push_back(&shards[static_cast<std::size_t>(number)]);
    }
    return those;
  }

  fs::path folder;
  fs::path path;
  std::int64_t record_bytes;
  std::int64_t places = 0;  ///< of a shard
  std::mutex mutex;         ///< of what follows
  Descriptor file;
  std::int64_t entries_end = sizeof(Header);  ///< of what was read
  std::unordered_map<std::string, Listed> rows;
  std::int64_t used = 0;  ///< places, over all shards
  std::deque<Shard> shards;
};

RecordCache::RecordCache(const fs::path& folder, std::int64_t record_bytes)
    : files_(std::make_shared<Files>(folder, record_bytes)) {}

RecordCache::~RecordCache() = default;
RecordCache::RecordCache(RecordCache&&) noexcept = default;
RecordCache& RecordCache::operator=(RecordCache&&) noexcept = default;

std::int64_t RecordCache::record_bytes() const { return files_->record_bytes; }

RecordRow RecordCache::row(const std::string& key, std::int64_t frames) {
  constexpr std::int64_t most = std::int64_t{1} << 56;
  if (frames < 0 || frames > most / std::max(files_->record_bytes, mark_bytes))
    throw Error(fmt::format("{}: a cache of {} records of {} bytes cannot be kept", files_->folder.string(),
                            frames, files_->record_bytes));
  const std::string print = Fingerprint().add(key).digits();
  const std::scoped_lock guard(files_->mutex);
  const Descriptor lock = locked(files_->folder);
  if (!files_->knows(print, frames)) files_->read_rows();
  if (!files_->knows(print, frames)) files_->append(print, frames);
  return {files_, checksum_of({reinterpret_cast<const std::uint8_t*>(print.data()), print.size()}),
          files_->rows.at(print).first, frames};
}

void RecordCache::sync() {
  const std::scoped_lock guard(files_->mutex);
  for (const Shard& shard : files_->shards) shard.sync();
}

/// A shard's, and which of its places.
struct RecordRow::Place {
  const RecordCache::Shard& shard;
  std::int64_t number;

  std::uint64_t mark() const { return shard.mark(number); }
  std::span<const std::uint8_t> record() const { return shard.record(number); }
};

RecordRow::RecordRow(std::shared_ptr<RecordCache::Files> files, std::uint64_t seed, std::int64_t first,
                     std::int64_t frames)
    : files_(std::move(files)),
      seed_(seed),
      first_(first),
      frames_(frames),
      shards_(files_->shards_of(first, frames)),
      whole_(std::make_unique<std::atomic<bool>[]>(static_cast<std::size_t>(frames))) {}

RecordRow::Place RecordRow::place_of(std::int64_t frame) const {
  const std::int64_t at = first_ + frame;
  const std::int64_t shard = at / files_->places - first_ / files_->places;
  return {*shards_[static_cast<std::size_t>(shard)], at % files_->places};
}

RecordRow::Place RecordRow::checked_place(std::int64_t frame) const {
  if (frame >= 0 && frame < frames_) return place_of(frame);
  throw Error(fmt::format("{}: frame: expected one from 0 to {}, found {}", files_->path.string(),
                          frames_ - 1, frame));
}

std::uint64_t RecordRow::mark_of(std::int64_t frame, std::span<const std::uint8_t> record) const {
  return std::max<std::uint64_t>(1, checksum_of(record, seed_ + static_cast<std::uint64_t>(frame)));
}

/// No record has no bytes.
std::uint64_t RecordRow::absent_mark(std::int64_t frame) const { return mark_of(frame, {}); }

bool RecordRow::lists(std::int64_t frame) const {
  if (frame < 0 || frame >= frames_) return false;
  const std::uint64_t mark = place_of(frame).mark();
  return mark != 0 && mark != absent_mark(frame);
}

bool RecordRow::is_absent(std::int64_t frame) const {
  return frame >= 0 && frame < frames_ && place_of(frame).mark() == absent_mark(frame);
}

bool RecordRow::has(std::int64_t frame) const {
  if (frame < 0 || frame >= frames_) return false;
  std::atomic<bool>& known = whole_[static_cast<std::size_t>(frame)];
  if (known.load(std::memory_order_acquire)) return true;
  const Place place = place_of(frame);
  const std::uint64_t mark = place.mark();
  if (mark == 0 || mark == absent_mark(frame)) return false;
  if (mark != mark_of(frame, place.record())) {
    place.shard.set_mark(place.number, 0);
    return false;
  }
  known.store(true, std::memory_order_release);
  return true;
}

std::vector<std::int64_t> RecordRow::missing() const {
  std::vector<std::int64_t> frames;
  for (std::int64_t frame = 0; frame < frames_; ++frame) {
    if (place_of(frame).mark() == 0) frames.push_back(frame);
  }
  return frames;
}

std::span<const std::uint8_t> RecordRow::record(std::int64_t frame) const {
  const Place place = checked_place(frame);
  if (!has(frame)) throw Error(fmt::format("{}: frame {} is not there", place.shard.path.string(), frame));
  return place.record();
}

void RecordRow::put(std::int64_t frame, std::span<const std::uint8_t> record) {
  const Place place = checked_place(frame);
  if (record.size() != static_cast<std::size_t>(files_->record_bytes)) {
    throw Error(fmt::format("{}: frame {}: expected {} bytes, found {}", place.shard.path.string(), frame,
                            files_->record_bytes, record.size()));
  }
  if (has(frame)) return;
  // The record first: killed in between, it stays missing.
  place.shard.write(place.number, record);
  place.shard.set_mark(place.number, mark_of(frame, record));
}

void RecordRow::put_absent(std::int64_t frame) {
  const Place place = checked_place(frame);
  place.shard.set_mark(place.number, absent_mark(frame));
}

}  // namespace solopose
