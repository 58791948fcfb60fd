#pragma once

#include <cstdint>

#include <torch/torch.h>

#include "core/network/network_module.h"

namespace solopose {

// Features as a feature cache keeps them: of every frame a row of numbers, the grid (C, H, W) and then, with
// CLIP, the class token (C). Only for .cpp files that may see torch.

/// Numbers of one frame.
std::int64_t feature_size(const NetworkOptions& options);
/// (B, T, feature_size), contiguous.
torch::Tensor flat_features(const FrameFeatures& features);
/// The inverse. @throws Error when the rows are not feature_size() long.
FrameFeatures frame_features(const torch::Tensor& flat, const NetworkOptions& options);

}  // namespace solopose
