#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/benchmark_row.h"
#include "core/base/job.h"

namespace solopose {

struct NetworkBenchmarkOptions {
  int threads = 1;   ///< of torch; 0 = all cores
  int rounds = 8;    ///< the best counts
  bool base = true;  ///< measure the `base` preset too: half a minute more
  /// Write `tiny`'s random weights, with frames, answers, loss and gradients, as safetensors: what another
  /// implementation needs to show that it computes the same (tests/bench/solopose_peer.py).
  std::optional<std::filesystem::path> example;
};

/// The network with random weights, by the code that prediction and training run. Items are frames.
///
/// - tiny_inference: 4 clips of 8 frames to poses; tiny_encoder, tiny_temporal_and_head, tiny_decode: its
/// parts.
/// - tiny_step_frames: a training step (forward, loss with its targets, backward, AdamW) on 16 single frames;
///   tiny_step_forward, _loss, _backward, _optimizer: its parts, whose floor is the step.
/// - tiny_targets: what the loss of those 16 x 15 volumes costs more than with a single voxel for a target;
///   its floor is the step, so that the ratio is the targets' share of it.
/// - tiny_step_clips: a step end to end on 4 clips of 8; tiny_step_cached: the same on cached features.
/// - base_encoder: CLIP's vision transformer.
/// - NAME_temporal_many_to_many, _many_to_one: the temporal part over cached features with the same weights;
///   an answer for every frame of a window, or for its middle one only. NAME_whole_…: with head and decoding.
///   The floor of many-to-one is what many-to-many takes for as many frames: the ratio is how much faster
///   that is.
/// @throws Error, Cancelled.
std::vector<BenchmarkRow> benchmark_network(const NetworkBenchmarkOptions& options,
                                            const JobContext& context);

}  // namespace solopose
