#pragma once

#include "core/training/data_parallel.h"

namespace solopose {

/// What processes tell each other after the backward pass of a step, all at once: gradients and votes are
/// added up; `statistics` of norms that each process has taken of its own part of the batch become their
/// mean, so that all validate the same network. Only for .cpp files that may see torch.
void exchange_step(DataParallel& processes, const torch::Tensor& gradients, const torch::Tensor& votes,
                   const std::vector<torch::Tensor>& statistics);

}  // namespace solopose
