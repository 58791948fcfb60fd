#pragma once

#include <torch/torch.h>

namespace solopose {

/// logits[n] = weight * places[n] + bias: a convolution with a kernel of one place, as matrix products that
/// take channels last and give them first. places: (N, channels, height, width); weight: (outputs, channels);
/// bias: (outputs). Returns (N, outputs, height * width), contiguous. The gradient of places is channels last
/// as they are, so that nothing is copied on either way. Only for .cpp files that may see torch.
torch::Tensor logit_product(const torch::Tensor& places, const torch::Tensor& weight,
                            const torch::Tensor& bias);

}  // namespace solopose
