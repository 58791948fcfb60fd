#pragma once

#include <torch/torch.h>

#include "core/models/options.h"
#include "core/network/clip_vision.h"
#include "core/network/head.h"
#include "core/network/small_encoder.h"
#include "core/network/temporal.h"

namespace solopose {

/// What the encoder makes of a clip's frames; what a feature cache holds.
struct FrameFeatures {
  torch::Tensor grid;         ///< (B, T, C, H, W)
  torch::Tensor class_token;  ///< (B, T, C); undefined without CLIP
};

/// The network: encoder of single frames, temporal transformer, head. Many-to-many: every frame of a clip
/// gets an answer. Only for .cpp files that may see torch.
///
/// Frames are (B, T, 3, image_size, image_size) with clip_mean and clip_std taken out, or landmark features
/// (B, T, landmark_feature_size), which need no encoder. Answers are logits
/// (B, T, 15 or 1, depth, height, width), or coordinates (B, T, 15, 3) of the regression head.
class NetworkModuleImpl : public torch::nn::Module {
 public:
  /// Random weights (torch's own generator). @throws Error when the options are not valid.
  explicit NetworkModuleImpl(const NetworkOptions& options);

  const NetworkOptions& options() const { return options_; }
  torch::Tensor forward(const torch::Tensor& frames) { return answer(encode(frames)); }
  /// CLIP is frozen: no gradient is kept for it.
  FrameFeatures encode(const torch::Tensor& frames);
  torch::Tensor answer(const FrameFeatures& features);
  /// Every frame by itself, as in the first stage of training: a residual temporal part is left out, any
  /// other sees clips of one frame.
  torch::Tensor answer_frames(const FrameFeatures& features);

  /// Of the temporal transformer's blocks, in training; see TemporalTransformerImpl.
  void set_stochastic_depth(double most) { temporal_->set_stochastic_depth(most); }

  /// Put weights into the CLIP encoder. @throws Error when there is none or its size is another, FormatError.
  void load_clip(const WeightFile& file);

  /// Work every batch norm into the convolution before it: the same answers in less time, for inference only.
  /// Afterwards the weights' names are no longer those of a model file.
  void fold_batch_norms();

  /// Of a network whose head answers with heat maps.
  HeatMapHeadImpl& heat_map_head() { return *heat_map_head_; }

  /// Parameters that training changes: all but CLIP's.
  std::vector<torch::Tensor> trained_parameters() const;

 private:
  torch::Tensor head(const torch::Tensor& features);

  NetworkOptions options_;
  ClipVision clip_ = nullptr;
  SmallEncoder small_ = nullptr;
  TemporalTransformer temporal_ = nullptr;
  HeatMapHead heat_map_head_ = nullptr;
  RegressionHead regression_head_ = nullptr;
};
TORCH_MODULE(NetworkModule);

}  // namespace solopose
