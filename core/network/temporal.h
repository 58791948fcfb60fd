#pragma once

#include <torch/torch.h>

#include "core/models/options.h"
#include "core/models/token_windows.h"

namespace solopose {

// The temporal transformer, "mostly based on Swin transformer blocks with an update to 3D relative position
// embedding" (section 4.1). Tokens are (B, T, H, W, C). Only for .cpp files that may see torch.

/// Windows with what attention needs of them as tensors.
struct WindowTensors {
  TokenWindows windows;
  torch::Tensor bias_index;  ///< (tokens * tokens of a window)
  torch::Tensor mask;  ///< (windows, 1, tokens, tokens), 0 or -infinity; undefined = all tokens of a window
                       ///< see each other
};
WindowTensors window_tensors(const std::array<std::int64_t, 3>& tokens, const std::vector<int>& window,
                             bool shifted, const torch::TensorOptions& like);

/// One Swin block: A(Q, K, V) = softmax(Q K^T / sqrt(d) + B) V (equation 5) within windows, then an MLP, both
/// after a layer norm and added to their input.
class TemporalBlockImpl : public torch::nn::Module {
 public:
  /// `silent`: the last layers of attention and MLP start at zero, so the block starts as the identity.
  TemporalBlockImpl(std::int64_t width, std::int64_t heads, std::int64_t mlp_width,
                    const std::vector<int>& window, bool silent);
  torch::Tensor forward(const torch::Tensor& tokens, const WindowTensors& geometry);
  /// In training each clip passes by attention, and by the MLP, as often as this (Huang et al. 2016,
  /// stochastic depth); the others' change is as much larger.
  void leave_out(double share) { left_out_ = share; }

 private:
  torch::Tensor kept(const torch::Tensor& change) const;
  torch::Tensor attention(const torch::Tensor& windows, const WindowTensors& geometry);

  std::int64_t heads_;
  double left_out_ = 0;
  torch::Tensor bias_table_;  ///< (distances, heads): the matrix "B-hat" of equation 5
  torch::nn::LayerNorm norm_1_ = nullptr;
  torch::nn::Linear qkv_ = nullptr;
  torch::nn::Linear out_ = nullptr;
  torch::nn::LayerNorm norm_2_ = nullptr;
  torch::nn::Linear fc_1_ = nullptr;
  torch::nn::Linear fc_2_ = nullptr;
};
TORCH_MODULE(TemporalBlock);

/// Blocks of one width, every second one shifted.
class TemporalStageBlocksImpl : public torch::nn::Module {
 public:
  TemporalStageBlocksImpl(const TemporalSize& size, std::size_t stage);
  torch::Tensor forward(torch::Tensor tokens);
  torch::nn::ModuleList& blocks() { return blocks_; }

 private:
  void make_geometry(const torch::Tensor& tokens);

  std::vector<int> window_;
  torch::nn::ModuleList blocks_ = nullptr;
  /// Of the last clip's size: clips of a run are all alike.
  WindowTensors plain_;
  WindowTensors shifted_;
};
TORCH_MODULE(TemporalStageBlocks);

/// 2x2 tokens of a frame become one of twice the width; an odd side is filled up with zeros.
class PatchMergingImpl : public torch::nn::Module {
 public:
  explicit PatchMergingImpl(std::int64_t width);
  torch::Tensor forward(const torch::Tensor& tokens);

 private:
  torch::nn::LayerNorm norm_ = nullptr;
  torch::nn::Linear reduction_ = nullptr;
};
TORCH_MODULE(PatchMerging);

class TemporalTransformerImpl : public torch::nn::Module {
 public:
  /// The options must be valid. Several stages start as Swin does, from a truncated normal; one stage as
  /// torch's layers do.
  explicit TemporalTransformerImpl(const NetworkOptions& options);
  /// Stochastic depth: of the last block so often, of those before it less, in proportion; of the first
  /// never.
  void set_stochastic_depth(double most);

  /// features: (B, T, C, H, W); class_token: (B, T, C), or undefined when the encoder has none. Returns what
  /// the head gets, (B, T, head_channels, head_grid, head_grid).
  torch::Tensor forward(const torch::Tensor& features, const torch::Tensor& class_token);

 private:
  torch::Tensor run_stages(torch::Tensor tokens);

  int pool_;
  bool residual_;
  torch::nn::Linear embed_ = nullptr;        ///< unless residual
  torch::nn::Linear embed_class_ = nullptr;  ///< with CLIP, unless residual
  torch::nn::ModuleList stages_ = nullptr;
  torch::nn::ModuleList merges_ = nullptr;
  torch::nn::LayerNorm norm_ = nullptr;  ///< unless residual
};
TORCH_MODULE(TemporalTransformer);

}  // namespace solopose
