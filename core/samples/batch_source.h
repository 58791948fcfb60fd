#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "core/camera/crop.h"
#include "core/samples/loader_options.h"

namespace solopose {

/// Memory of batches that are gone, for those to come: pages fresh from the system cost more than the
/// pictures that are made in them. Safe from several threads.
class PixelPool {
 public:
  /// Keeps so many at most.
  explicit PixelPool(std::size_t most) : most_(most) {}
  /// So many numbers, of any values.
  std::vector<float> lend(std::size_t size);
  void take_back(std::vector<float>&& pixels);

 private:
  const std::size_t most_;
  std::mutex guard_;
  std::vector<std::vector<float>> spare_;
};

/// What a step learns from.
struct Batch {
  Batch() = default;
  Batch(const Batch&) = default;
  Batch(Batch&&) noexcept = default;
  Batch& operator=(const Batch&) = default;
  Batch& operator=(Batch&&) noexcept = default;
  ~Batch() {
    if (pool) pool->take_back(std::move(pixels));
  }

  std::int64_t number = 0;  ///< position in the run's order
  int clips = 0;
  int frames = 0;  ///< of each clip; 1 in the first stage
  /// (clips, frames, 3, image_size, image_size), clip_mean and clip_std taken out; empty with
  /// BatchContent::references and without pictures. Frames that could not be decoded have no target, and show
  /// the clip's nearest picture; mid-grey only where it has none, which nothing is learnt from.
  std::vector<float> pixels;
  std::shared_ptr<PixelPool> pool;  ///< that `pixels` goes back to; or null
  /// (clips, frames, feature_size): of landmarks; otherwise left to whoever keeps features
  std::vector<float> features;
  std::vector<float> targets_mm;  ///< (clips, frames, 15, 3) in the target's space; NaN = nothing to learn
  std::vector<float> root_relative_mm;  ///< (clips, frames, 15, 3), only when nothing is augmented
  std::vector<Crop> crops;  ///< (clips, frames), moved and scaled as the pixels are, before turn and mirror
  std::vector<std::uint32_t> videos;  ///< (clips)
  std::vector<std::uint32_t> first_frames;
  std::vector<int> variants;  ///< (clips), see frame_variants.h; only with BatchContent::references
};

/// Clips [first, first + count) of a batch.
Batch clips_of(const Batch& batch, int first, int count);

/// Batches in their order.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  /// The next one; none at the end. Rethrows what went wrong while it was made.
  virtual std::optional<Batch> next() = 0;
};

/// Batches made ahead on threads of its own and handed out in order: the one place that says which clips a
/// batch has. Of several processes rank r gets clips r, r + world, … of each.
class BatchQueue {
 public:
  /// `append(position, batch)` adds the clip at a position of the run's order as number Batch::clips; called
  /// on the threads. Batch::pixels has its size from the start, `pixels_of_clip` for each clip. Of `clips`
  /// clips; without end when shuffled.
  BatchQueue(const LoaderOptions& options, std::size_t clips, std::size_t pixels_of_clip,
             std::function<void(std::uint64_t position, Batch& batch)> append);
  BatchQueue(const BatchQueue&) = delete;
  BatchQueue& operator=(const BatchQueue&) = delete;

  std::optional<Batch> next();

 private:
  struct Result {
    std::optional<Batch> batch;
    std::exception_ptr failure;
  };

  void work(const std::stop_token& stop);
  Batch prepared(std::int64_t number) const;
  bool is_over(std::int64_t number) const { return !options_.shuffle && number >= batches_; }

  const LoaderOptions options_;
  const std::int64_t clips_;
  const std::int64_t batches_;  ///< of a pass over all clips
  const std::size_t pixels_of_clip_;
  const std::function<void(std::uint64_t, Batch&)> append_;
  const std::shared_ptr<PixelPool> pool_;
  std::mutex guard_;
  std::condition_variable_any changed_;
  std::int64_t claimed_;  ///< the next batch nobody works on
  std::int64_t wanted_;   ///< the next batch to hand out
  std::map<std::int64_t, Result> results_;
  std::vector<std::jthread> threads_;  ///< last: they end before what they use
};

}  // namespace solopose
