#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace solopose {

class RecordRow;

/// Numbers computed once per frame and kept on disk: an encoder's features, or the crops it sees. In a
/// folder, records of one size: a row for each key, a record for each of its frames. Safe against a kill (a
/// record counts only once it is whole), against processes that fill it at once (they write the same bytes),
/// and to use from several threads.
///
/// A key names everything the records follow from: the video, how its pictures are cut out, the encoder's
/// weights and precision, the augmentation's variant. Another key is another row.
///
///     BYTES.rows       the rows: key's fingerprint, frames, first place; each with a checksum
///     BYTES-N.shard    a mark for each place, then the records
///
/// Rows lie one behind the other in shards of many gigabytes, which are sparse and grow with the rows: a
/// process may map 65 530 pieces of files, and projects have more videos and variants than that. A mark is
/// the record's checksum (0 = missing): whether a record is there the marks alone say; whether it is whole is
/// looked at when it is read first. What is damaged, or of another version, counts as missing.
///
/// Records are written with pwrite, which can say that the disk is full, and read through a mapping.
class RecordCache {
 public:
  /// Creates the folder as needed. @throws Error naming it: not writable, a record of no bytes or too many.
  RecordCache(const std::filesystem::path& folder, std::int64_t record_bytes);
  ~RecordCache();
  RecordCache(RecordCache&&) noexcept;
  RecordCache& operator=(RecordCache&&) noexcept;

  /// The key's row, appended where there is none of so many frames. It may outlive the cache.
  /// @throws Error naming a file that cannot be written; more frames than can be kept.
  RecordRow row(const std::string& key, std::int64_t frames);
  std::int64_t record_bytes() const;
  /// Bring everything to disk. @throws Error.
  void sync();

 private:
  friend class RecordRow;
  struct Shard;
  struct Files;
  std::shared_ptr<Files> files_;
};

/// The records of one key.
class RecordRow {
 public:
  std::int64_t frames() const { return frames_; }
  /// A record is there, as its mark says.
  bool lists(std::int64_t frame) const;
  /// It is, and whole: looked at once for each record and object. One that is not is missing from then on.
  bool has(std::int64_t frame) const;
  /// Nobody will ever have a record for it.
  bool is_absent(std::int64_t frame) const;
  /// Neither listed nor absent.
  std::vector<std::int64_t> missing() const;
  /// Borrowed, mapped from the file. @throws Error when the frame is not there.
  std::span<const std::uint8_t> record(std::int64_t frame) const;
  /// Does nothing when the record is there. @throws Error naming the file: another size, disk full.
  void put(std::int64_t frame, std::span<const std::uint8_t> record);
  /// @throws Error naming the file.
  void put_absent(std::int64_t frame);

 private:
  friend class RecordCache;
  struct Place;
  RecordRow(std::shared_ptr<RecordCache::Files> files, std::uint64_t seed, std::int64_t first,
            std::int64_t frames);
  Place place_of(std::int64_t frame) const;
  Place checked_place(std::int64_t frame) const;
  std::uint64_t mark_of(std::int64_t frame, std::span<const std::uint8_t> record) const;
  std::uint64_t absent_mark(std::int64_t frame) const;

  std::shared_ptr<RecordCache::Files> files_;
  std::uint64_t seed_;  ///< of checksums: another row's record is not taken for this one's
  std::int64_t first_;  ///< place of frame 0, over all shards
  std::int64_t frames_;
  std::vector<const RecordCache::Shard*> shards_;  ///< that the row lies in
  std::unique_ptr<std::atomic<bool>[]> whole_;
};

}  // namespace solopose
