#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/runs/options.h"
#include "core/samples/crop_store.h"
#include "core/samples/sample_set.h"

namespace solopose {

/// What a step learns from.
struct Batch {
  std::int64_t number = 0;  ///< position in the run's order
  int clips = 0;
  int frames = 0;  ///< of each clip; 1 in the first stage
  /// (clips, frames, 3, image_size, image_size), clip_mean and clip_std taken out; empty with
  /// BatchContent::references. Frames that could not be decoded have no target, and show the clip's nearest
  /// picture; mid-grey only where it has none, which nothing is learnt from.
  std::vector<float> pixels;
  std::vector<float> features;    ///< (clips, frames, feature_size); left to whoever keeps features
  std::vector<float> targets_mm;  ///< (clips, frames, 15, 3) in the target's space; NaN = nothing to learn
  std::vector<float> root_relative_mm;  ///< (clips, frames, 15, 3), only when nothing is augmented
  std::vector<Crop> crops;  ///< (clips, frames), moved and scaled as the pixels are, before turn and mirror
  std::vector<std::uint32_t> videos;  ///< (clips)
  std::vector<std::uint32_t> first_frames;
  std::vector<int> variants;  ///< (clips), see frame_variants.h; only with BatchContent::references
};

/// pixels: pictures, each clip augmented by a draw of its own. references: no pictures; each clip is one of
/// its video's variants (all equally likely when augmenting, the plain one otherwise).
enum class BatchContent : std::uint8_t { pixels, references };

struct LoaderOptions {
  BatchContent content = BatchContent::pixels;
  int frames = 1;  ///< T, at most SampleSet::clip_frames()
  int batch = 16;  ///< clips of T frames; this process's share of them is batch / world
  int rank = 0;
  int world = 1;  ///< divides `batch`
  std::uint64_t seed = 1;
  /// true: passes over all clips in ever new orders, a random window of each clip that has a picture and a
  /// pose in one frame; clips without such a frame are left out. false: each clip once, in
  /// order, its middle window, then the end; the last batch may be smaller.
  bool shuffle = true;
  bool augment = true;
  std::int64_t first_batch = 0;  ///< to go on after a resume: batch n is the same whoever asks
  int threads = 1;
  int prefetch = 4;  ///< batches prepared ahead
};

/// Batches in a fixed order that follows from seed and number alone, prepared ahead on threads of its own. In
/// data-parallel runs rank r gets clips r, r + world, … of each batch.
class ClipLoader {
 public:
  /// `crops`, filled, and its samples must outlive the loader. @throws Error naming the option out of range,
  /// or when there are no clips.
  ClipLoader(const CropStore& crops, std::vector<SampleClip> clips, const AugmentationOptions& augmentation,
             const LoaderOptions& options);
  ~ClipLoader();
  ClipLoader(ClipLoader&&) noexcept;

  /// Batches that a pass over all clips takes.
  std::int64_t batches_per_pass() const;
  /// The next one; none at the end when not shuffled. Rethrows what went wrong on the threads.
  std::optional<Batch> next();

 private:
  struct Workers;
  std::unique_ptr<Workers> workers_;
};

}  // namespace solopose
