#pragma once

#include <torch/torch.h>

namespace solopose {

/// The same layers for inference, with every batch norm worked into the convolution before it (a pixel
/// shuffle may stand between them): w' = w g / sqrt(var + e), b' = b - mean g / sqrt(var + e). Other layers
/// are shared. Only for .cpp files that may see torch.
torch::nn::Sequential folded(const torch::nn::Sequential& layers);

}  // namespace solopose
