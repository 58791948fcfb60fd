#pragma once

#include <cmath>
#include <cstdint>

#include "core/runs/run_folder.h"

namespace solopose::testing {

inline StepRecord scripted_step(std::int64_t step) {
  return {.stage = step > 50 ? 1 : 0,
          .step = step,
          .loss = 5.0 / std::sqrt(static_cast<double>(step)),
          .learning_rate = 1e-3,
          .frames_per_second = 200,
          .seconds = 0.1 * static_cast<double>(step)};
}

inline EpochRecord scripted_epoch(std::int64_t step) {
  const double error = 150 + 2000.0 / static_cast<double>(step);
  return {.stage = step > 50 ? 1 : 0,
          .epoch = static_cast<int>(step / 10),
          .step = step,
          .train_loss = 2,
          .validation_loss = 5.5 / std::sqrt(static_cast<double>(step)),
          .mpjpe_mm = error,
          .mean_pose_mpjpe_mm = 259,
          .best_mpjpe_mm = error,
          .epochs_without_progress = 0,
          .seconds = 0.1 * static_cast<double>(step)};
}

}  // namespace solopose::testing
