#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/camera/resampling.h"
#include "core/samples/sample_set.h"

namespace solopose {

/// Every picture of the set as a small crop with a margin for augmentation, on disk in PROJECT/cache/crops:
/// frames are decoded once, all before they are drawn or each when it first is, and training draws them in
/// any order. Safe to use from several threads.
class CropStore {
 public:
  /// `samples` must outlive the store. @throws Error naming a cache file that cannot be made.
  CropStore(const SampleSet& samples, const std::filesystem::path& cache_folder, int image_size,
            Resampling resampling = Resampling::mean);
  ~CropStore();
  CropStore(CropStore&&) noexcept;

  /// Decode what is missing of these clips, on all cores, each video once from front to back. A frame that
  /// cannot be decoded is noted, and remembered while its video stays the same.
  /// @throws Error (disk full), Cancelled.
  void fill(const std::vector<SampleClip>& clips, const JobContext& context);
  /// How many frames fill() would decode.
  std::int64_t lacking(const std::vector<SampleClip>& clips) const;
  /// Decode what is missing of frames [first, first + count) of a video, here and now. @throws Error (disk
  /// full).
  void ensure(std::uint32_t video, std::int64_t first, std::int64_t count) const;
  /// What ensure() could not decode since somebody asked, for people; empty when nothing.
  std::string trouble();

  /// A picture is there, as the index says: of many frames it is known in no time.
  bool lists(std::uint32_t video, std::int64_t frame) const;
  /// It is, and whole: reads it, the first time.
  bool has(std::uint32_t video, std::int64_t frame) const;
  /// The frame whose picture is seen in a frame's place: its own, else the nearest of [first, first + count)
  /// that has one, the earlier of two; itself where none has.
  std::int64_t seen_in_place(std::uint32_t video, std::int64_t frame, std::int64_t first,
                             std::int64_t count) const;
  /// The stored picture, rgb24, stored_size() x stored_size(): the plain crop, which is the middle
  /// image_size() x image_size() of it pixel for pixel, and a margin round it. Borrowed. @throws Error when
  /// missing.
  std::span<const std::uint8_t> stored(std::uint32_t video, std::int64_t frame) const;

  const SampleSet& samples() const;
  int image_size() const;
  int stored_size() const;
  /// Names the pictures of a video: its file, and how they are cut out of it.
  const std::string& key(std::uint32_t video) const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

}  // namespace solopose
