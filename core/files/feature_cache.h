#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace solopose {

/// Numbers computed once per frame and kept on disk: an encoder's features, or the crops it sees. One file
/// per key in a folder, records of equal size by frame number. Safe against a kill (a record counts only once
/// it is whole), against two processes that fill it at once (both write the same bytes), and to use from
/// several threads.
///
/// A key names everything the records follow from: the video file's fingerprint, the encoder's, the crop's,
/// the augmentation's variant. Another key is another file.
///
/// The file is sparse: it has its full size from the start and takes room as records come. Records are
/// written with pwrite, which can say that the disk is full, and read through a mapping.
class FeatureCache {
 public:
  /// Creates the folder and the file as needed; a file that is damaged or of another shape is begun anew.
  /// @throws Error naming the file: disk full, not writable.
  FeatureCache(const std::filesystem::path& folder, const std::string& key, std::int64_t frames,
               std::int64_t record_bytes);
  ~FeatureCache();
  FeatureCache(FeatureCache&&) noexcept;
  FeatureCache& operator=(FeatureCache&&) noexcept;

  std::int64_t frames() const;
  /// A record is there, and whole: checked once for each record and object.
  bool has(std::int64_t frame) const;
  std::vector<std::int64_t> missing() const;
  /// Borrowed, mapped from the file. @throws Error when the frame is not there.
  std::span<const std::uint8_t> record(std::int64_t frame) const;
  /// Does nothing when the record is there. @throws Error naming the file: another size, disk full.
  void put(std::int64_t frame, std::span<const std::uint8_t> record);
  /// Bring everything to disk. @throws Error.
  void sync();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace solopose
