#pragma once

#include <cstdint>
#include <vector>

#include "core/runs/options.h"

namespace solopose {

/// A part of a run with an optimizer and an order of batches of its own.
struct StagePlan {
  int number = 0;              ///< 0 frames, 1 clips
  bool single_frames = false;  ///< each frame by itself
  bool frozen = false;         ///< the encoder keeps its weights, and its features are kept on disk
  bool refines = false;        ///< goes on from the best weights of the stage before; statistics stay
  StageOptions options;
};
std::vector<StagePlan> stage_plans(const TrainingOptions& options);

/// Frames that all steps of all stages learn from, as often as they are drawn.
std::int64_t frames_drawn(const TrainingOptions& options);

}  // namespace solopose
