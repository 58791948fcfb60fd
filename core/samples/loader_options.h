#pragma once

#include <cstddef>
#include <cstdint>

namespace solopose {

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
  /// true: passes over all clips in ever new orders, a random window of each that has a picture and a pose in
  /// one frame; another clip in the place of one that has none. false: each clip once, in order, its middle
  /// window, then the end; the last batch may be smaller.
  bool shuffle = true;
  bool augment = true;
  std::int64_t first_batch = 0;  ///< to go on after a resume: batch n is the same whoever asks
  int threads = 1;
  int prefetch = 4;  ///< batches prepared ahead
};

/// @throws Error naming the option out of range, or when there are no clips. `most_frames`:
/// SampleSet::clip_frames().
void require_valid(const LoaderOptions& options, int most_frames, std::size_t clips);

/// How many batches have `clips` clips.
std::int64_t batch_count(const LoaderOptions& options, std::size_t clips);

}  // namespace solopose
