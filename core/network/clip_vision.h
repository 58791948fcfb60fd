#pragma once

#include <torch/torch.h>

#include "core/weights/clip_weights.h"

namespace solopose {

/// CLIP's vision transformer (Radford et al. 2021): patches, a class token, learned positions, pre-layer-norm
/// blocks. Only for .cpp files that may see torch.
class ClipVisionImpl : public torch::nn::Module {
 public:
  /// @throws Error when the activation is unstated, or a number out of range.
  explicit ClipVisionImpl(const ClipSize& size);

  /// images: (N, 3, image_size, image_size), CLIP's mean and deviation taken out. Returns the tokens after
  /// the final layer norm, (N, 1 + grid^2, width), class token first, then patches row by row.
  torch::Tensor forward(const torch::Tensor& images);

  /// Fill every parameter. @throws FormatError.
  void load(const WeightFile& file, const ClipWeights& weights);

 private:
  torch::nn::Conv2d conv1_ = nullptr;
  torch::Tensor class_embedding_;
  torch::Tensor positional_embedding_;
  torch::nn::LayerNorm ln_pre_ = nullptr;
  torch::nn::ModuleList blocks_ = nullptr;
  torch::nn::LayerNorm ln_post_ = nullptr;
};
TORCH_MODULE(ClipVision);

}  // namespace solopose
