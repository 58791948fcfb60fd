#pragma once

#include <torch/torch.h>

#include "core/heatpose/grid.h"

namespace solopose {

/// soft_position() of many volumes at once, by torch's operations on the device they are on.
struct SoftPositions {
  torch::Tensor voxels;  ///< (N, volumes, 3), along x, y and z; NaN when a logit of the volume is NaN or +inf
  torch::Tensor mass_near;  ///< (N, volumes), 0 to 1; 0 then
};

/// logits: (N, volumes, x, y, z), of any precision. Only for .cpp files that may see torch.
SoftPositions soft_positions(const torch::Tensor& logits, double sharpness, int radius);

}  // namespace solopose
