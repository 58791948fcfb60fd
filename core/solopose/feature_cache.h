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
/// it is whole) and against two processes that fill it at once (both write the same bytes).
///
/// A key names everything the records follow from: the video file's fingerprint, the encoder's, the crop's,
/// the augmentation's variant. Another key is another file.
class FeatureCache {
 public:
  /// Creates the folder and the file as needed; a file that is damaged or of another shape is begun anew.
  /// @throws Error naming the file: disk full, not writable.
  FeatureCache(const std::filesystem::path& folder, const std::string& key, std::int64_t frames,
               std::int64_t record_bytes);
  ~FeatureCache();
  FeatureCache(FeatureCache&&) noexcept;

  std::int64_t frames() const;
  bool has(std::int64_t frame) const;
  std::vector<std::int64_t> missing() const;
  /// Borrowed, mapped from the file. @throws Error when the frame is not there.
  std::span<const std::uint8_t> record(std::int64_t frame) const;
  void put(std::int64_t frame, std::span<const std::uint8_t> record);
  void sync();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace solopose
