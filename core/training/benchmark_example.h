#pragma once

#include <filesystem>

#include <torch/torch.h>

#include "core/network/network_module.h"
#include "core/runs/options.h"

namespace solopose {

// What the network's benchmark feeds the network. Only for .cpp files that may see torch.

/// Standing people in crop space, every joint some way off: (frames, 15, 3) mm.
torch::Tensor example_targets(std::int64_t frames);
/// Noise: (clips, frames, 3, image_size, image_size).
torch::Tensor example_frames(const NetworkOptions& options, std::int64_t clips, std::int64_t frames);

/// The network's tensors by their names; clips.frames and clips.logits (in evaluation); and of one training
/// step step.frames, step.targets_mm, step.loss and gradient.NAME of every parameter. Leaves the network as
/// it was. @throws Error.
void write_example(const std::filesystem::path& file, NetworkModule& network,
                   const TrainingOptions& training);

}  // namespace solopose
