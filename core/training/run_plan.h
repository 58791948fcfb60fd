#pragma once

#include <cstdint>
#include <string>

#include <torch/torch.h>

#include "core/runs/options.h"

namespace solopose {

// What a run will take, told before it begins. Only for .cpp files that may see torch.

struct RunPlan {
  std::int64_t parameters = 0;
  std::int64_t learnt = 0;  ///< of them
  double memory_bytes = 0;  ///< weights, their optimizer's state, volumes of a step: what it takes at least
  double disk_bytes = 0;    ///< crops and features that are not there yet, the run's files
  std::int64_t steps = 0;
  double seconds = 0;  ///< of steps, at the speed that this machine multiplies matrices with
};

/// `learnt`: parameters that the run changes. `to_decode`: frames whose crops are not there, of `crop_bytes`
/// each. Measures the device for a tenth of a second.
RunPlan plan_of(const TrainingOptions& options, std::int64_t learnt, std::int64_t to_decode,
                std::int64_t crop_bytes, torch::Device device);

/// One line, for people.
std::string text_of(const RunPlan& plan);

}  // namespace solopose
