#pragma once

#include <torch/torch.h>

#include "core/models/options.h"

namespace solopose {

/// "A heatmap task head by 3 convolutional neural networks" (section 4.1). The first two convolutions unfold
/// every place to several (pixel shuffle); the third one's channels are joints times depth. Only for .cpp
/// files that may see torch.
class HeatMapHeadImpl : public torch::nn::Module {
 public:
  /// The options must be valid.
  explicit HeatMapHeadImpl(const NetworkOptions& options);
  /// (N, channels, grid, grid) to logits (N, volumes, depth, height, width), contiguous: height and width are
  /// those of the frame, depth points away from the viewer.
  torch::Tensor forward(const torch::Tensor& features);
  /// For inference only, once: see folded().
  void fold_batch_norms();

  /// While it is left out, the answers are what it would take: (N, channels, height, width), for whoever
  /// reads volumes without making them.
  void leave_out_last_layer(bool left_out) { without_last_layer_ = left_out; }
  const torch::nn::LinearImpl& last_layer() const { return *out_; }

 private:
  int volumes_;
  bool without_last_layer_ = false;
  torch::nn::Sequential layers_ = nullptr;
  torch::nn::Linear out_ = nullptr;  ///< the third convolution: its kernel is one place
};
TORCH_MODULE(HeatMapHead);

/// Coordinates from the mean of a frame's places.
class RegressionHeadImpl : public torch::nn::Module {
 public:
  explicit RegressionHeadImpl(const NetworkOptions& options);
  /// (N, channels, grid, grid) to (N, 15, 3).
  torch::Tensor forward(const torch::Tensor& features);

 private:
  torch::nn::Linear linear_ = nullptr;
};
TORCH_MODULE(RegressionHead);

}  // namespace solopose
