#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/job.h"
#include "core/training/options.h"
#include "core/training/sample_set.h"

namespace solopose {

/// What a step learns from. Either pixels or features.
struct Batch {
  std::int64_t number = 0;  ///< position in the run's order
  int clips = 0;
  int frames = 0;  ///< of each clip; 1 in the first stage
  std::vector<float>
      pixels;  ///< (clips, frames, 3, image_size, image_size), clip_mean and clip_std taken out
  std::vector<float> features;    ///< (clips, frames, feature_size)
  std::vector<float> targets_mm;  ///< (clips, frames, 15, 3) in the target's space; NaN = nothing to learn
  std::vector<float> root_relative_mm;  ///< (clips, frames, 15, 3), plain frames only (no augmentation)
  std::vector<Crop> crops;              ///< (clips, frames)
  std::vector<std::uint32_t> videos;    ///< (clips)
  std::vector<std::uint32_t> first_frames;
  std::vector<int> variants;  ///< (clips) with LoaderOptions::fixed_variants: which one; else empty
};

/// Every picture of the set as a small crop with a margin for augmentation, on disk in PROJECT/cache/crops:
/// videos are decoded once, and training draws frames in any order.
class CropStore {
 public:
  CropStore(const SampleSet& samples, const std::filesystem::path& cache_folder, int image_size);
  ~CropStore();
  /// Decode what is missing, on all cores. A frame that cannot be decoded stays missing and is noted. @throws
  /// Error, Cancelled.
  void fill(const std::vector<SampleClip>& clips, int clip_length, const JobContext& context);
  bool has(std::uint32_t video, std::int64_t frame) const;
  /// The stored picture: the plain crop and a margin round it. @throws Error when missing.
  Image stored(std::uint32_t video, std::int64_t frame) const;
  /// How much larger than the plain crop the stored one's side is.
  static double margin();

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

struct LoaderOptions {
  int frames = 1;  ///< T
  int batch = 16;  ///< clips of T frames; this process's share of them is batch / world
  int rank = 0;
  int world = 1;
  std::uint64_t seed = 1;
  bool shuffle = true;  ///< false: each clip once, in order, then the end
  bool augment = true;
  /// For features that are cached: instead of a fresh augmentation, one drawn from this many fixed ones. 0 is
  /// the plain frame, 1 the plain one flipped (where flips are allowed), the others follow from their number
  /// and the augmentation options alone, whatever clip, seed and batch. 0 variants = fresh ones.
  int fixed_variants = 0;
  std::int64_t first_batch = 0;  ///< to go on after a resume: batch n is the same whoever asks
  int threads = 1;
  int prefetch = 4;
};

/// Batches in a fixed order that follows from seed and number alone, prepared ahead on threads of its own. In
/// data-parallel runs rank r gets clips r, r + world, … of each batch.
class ClipLoader {
 public:
  /// All must outlive the loader.
  ClipLoader(const SampleSet& samples, const CropStore& crops, std::vector<SampleClip> clips, int image_size,
             const AugmentationOptions& augmentation, const LoaderOptions& options);
  ~ClipLoader();
  /// Batches until a pass over all clips ends.
  std::int64_t batches_per_pass() const;
  /// The next one; none at the end when not shuffled. Rethrows what went wrong on the threads.
  std::optional<Batch> next();

 private:
  struct Workers;
  std::unique_ptr<Workers> workers_;
};

}  // namespace solopose
