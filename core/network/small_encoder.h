#pragma once

#include <torch/torch.h>

#include "core/models/options.h"

namespace solopose {

/// The encoder for machines without CLIP's weights: three convolutions of stride 2, with residual blocks
/// between them. Only for .cpp files that may see torch.
class SmallEncoderImpl : public torch::nn::Module {
 public:
  explicit SmallEncoderImpl(const SmallSize& size);
  /// images: (N, 3, size, size). Returns (N, channels, size / 8, size / 8), channels last in memory: oneDNN's
  /// convolutions and torch's batch norms then take about half the time in training.
  torch::Tensor forward(const torch::Tensor& images);
  /// For inference only, once: see folded().
  void fold_batch_norms();

 private:
  torch::nn::Sequential layers_ = nullptr;
};
TORCH_MODULE(SmallEncoder);

}  // namespace solopose
