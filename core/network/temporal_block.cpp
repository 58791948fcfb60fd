#include <cmath>
#include <limits>

#include "core/network/temporal.h"

namespace solopose {
namespace {

namespace nn = torch::nn;

torch::Tensor filled_up(const torch::Tensor& tokens, const TokenWindows& windows) {
  if (!windows.filled_up()) return tokens;
  const auto missing = [&](std::size_t axis) { return windows.padded[axis] - windows.tokens[axis]; };
  return torch::constant_pad_nd(tokens, {0, 0, 0, missing(2), 0, missing(1), 0, missing(0)});
}

torch::Tensor rolled(const torch::Tensor& tokens, const TokenWindows& windows, int direction) {
  if (!windows.shifted()) return tokens;
  return torch::roll(
      tokens, {direction * windows.shift[0], direction * windows.shift[1], direction * windows.shift[2]},
      {1, 2, 3});
}

// (B, T, H, W, C) to (B * windows, tokens of a window, C)
torch::Tensor partitioned(const torch::Tensor& tokens, const TokenWindows& w) {
  return tokens
      .view({tokens.size(0), w.padded[0] / w.window[0], w.window[0], w.padded[1] / w.window[1], w.window[1],
             w.padded[2] / w.window[2], w.window[2], tokens.size(4)})
      .permute({0, 1, 3, 5, 2, 4, 6, 7})
      .reshape({-1, w.window_tokens(), tokens.size(4)});
}

torch::Tensor joined(const torch::Tensor& windows, const TokenWindows& w) {
  const std::int64_t width = windows.size(2);
  return windows
      .view({-1, w.padded[0] / w.window[0], w.padded[1] / w.window[1], w.padded[2] / w.window[2], w.window[0],
             w.window[1], w.window[2], width})
      .permute({0, 1, 4, 2, 5, 3, 6, 7})
      .reshape({-1, w.padded[0], w.padded[1], w.padded[2], width});
}

torch::Tensor cropped(const torch::Tensor& tokens, const TokenWindows& w) {
  if (!w.filled_up()) return tokens;
  return tokens.slice(1, 0, w.tokens[0]).slice(2, 0, w.tokens[1]).slice(3, 0, w.tokens[2]);
}

}  // namespace

WindowTensors window_tensors(const std::array<std::int64_t, 3>& tokens, const std::vector<int>& window,
                             bool shifted, const torch::TensorOptions& like) {
  WindowTensors result;
  result.windows = token_windows(tokens, window, shifted);
  result.bias_index = torch::tensor(bias_index(result.windows, window)).to(like.device());
  if (!result.windows.filled_up() && !result.windows.shifted()) return result;
  const torch::Tensor regions = torch::tensor(token_regions(result.windows))
                                    .view({result.windows.windows(), result.windows.window_tokens()});
  const torch::Tensor apart = regions.unsqueeze(1).ne(regions.unsqueeze(2));
  result.mask = torch::zeros(apart.sizes(), torch::kDouble)
                    .masked_fill(apart, -std::numeric_limits<double>::infinity())
                    .unsqueeze(1)
                    .to(like);
  return result;
}

TemporalBlockImpl::TemporalBlockImpl(std::int64_t width, std::int64_t heads, std::int64_t mlp_width,
                                     const std::vector<int>& window, bool silent)
    : heads_(heads) {
  constexpr double bias_deviation = 0.02;
  bias_table_ = register_parameter("bias_table", bias_deviation * torch::randn({bias_rows(window), heads}));
  norm_1_ = register_module("norm_1", nn::LayerNorm(nn::LayerNormOptions({width})));
  qkv_ = register_module("qkv", nn::Linear(width, 3 * width));
  out_ = register_module("out", nn::Linear(width, width));
  norm_2_ = register_module("norm_2", nn::LayerNorm(nn::LayerNormOptions({width})));
  fc_1_ = register_module("fc_1", nn::Linear(width, mlp_width));
  fc_2_ = register_module("fc_2", nn::Linear(mlp_width, width));
  if (!silent) return;
  for (const nn::Linear& last : {out_, fc_2_}) {
    nn::init::zeros_(last->weight);
    nn::init::zeros_(last->bias);
  }
}

/// Drawn on the CPU whatever the device: a run that goes on has the CPU's random state.
torch::Tensor TemporalBlockImpl::kept(const torch::Tensor& change) const {
  if (left_out_ == 0 || !is_training()) return change;
  const torch::Tensor keeps = torch::rand({change.size(0), 1, 1, 1, 1}).ge(left_out_).to(torch::kFloat);
  return change * (keeps / (1 - left_out_)).to(change.options());
}

torch::Tensor TemporalBlockImpl::forward(const torch::Tensor& tokens, const WindowTensors& geometry) {
  const TokenWindows& windows = geometry.windows;
  const torch::Tensor placed = rolled(filled_up(norm_1_(tokens), windows), windows, -1);
  const torch::Tensor seen = joined(attention(partitioned(placed, windows), geometry), windows);
  const torch::Tensor x = tokens + kept(cropped(rolled(seen, windows, 1), windows));
  return x + kept(fc_2_(torch::gelu(fc_1_(norm_2_(x)))));
}

torch::Tensor TemporalBlockImpl::attention(const torch::Tensor& windows, const WindowTensors& geometry) {
  const std::int64_t count = windows.size(0);
  const std::int64_t tokens = windows.size(1);
  const std::int64_t width = windows.size(2);
  const torch::Tensor qkv =
      qkv_(windows).view({count, tokens, 3, heads_, width / heads_}).permute({2, 0, 3, 1, 4});
  const double scale = 1 / std::sqrt(static_cast<double>(width / heads_));
  const torch::Tensor bias =
      bias_table_.index_select(0, geometry.bias_index).view({tokens, tokens, heads_}).permute({2, 0, 1});
  torch::Tensor scores = torch::matmul(qkv[0] * scale, qkv[1].transpose(-2, -1)) + bias;
  if (geometry.mask.defined()) {
    const std::int64_t of_a_clip = geometry.mask.size(0);
    scores = (scores.view({-1, of_a_clip, heads_, tokens, tokens}) + geometry.mask)
                 .view({count, heads_, tokens, tokens});
  }
  const torch::Tensor mixed = torch::matmul(torch::softmax(scores, -1), qkv[2]);
  return out_(mixed.transpose(1, 2).reshape({count, tokens, width}));
}

TemporalStageBlocksImpl::TemporalStageBlocksImpl(const TemporalSize& size, std::size_t stage)
    : window_(size.window) {
  const std::int64_t width = std::int64_t{size.width} << stage;
  blocks_ = register_module("blocks", nn::ModuleList());
  for (int block = 0; block < size.depths[stage]; ++block) {
    blocks_->push_back(TemporalBlock(width, size.heads[stage],
                                     std::llround(static_cast<double>(width) * size.mlp_ratio), window_,
                                     size.residual));
  }
}

void TemporalStageBlocksImpl::make_geometry(const torch::Tensor& tokens) {
  const std::array<std::int64_t, 3> sides = {tokens.size(1), tokens.size(2), tokens.size(3)};
  const bool same = plain_.bias_index.defined() && plain_.windows.tokens == sides &&
                    plain_.bias_index.device() == tokens.device() &&
                    (!shifted_.mask.defined() || shifted_.mask.scalar_type() == tokens.scalar_type());
  if (same) return;
  plain_ = window_tensors(sides, window_, false, tokens.options());
  shifted_ = window_tensors(sides, window_, true, tokens.options());
}

torch::Tensor TemporalStageBlocksImpl::forward(torch::Tensor tokens) {
  make_geometry(tokens);
  bool shift = false;
  for (const auto& block : *blocks_) {
    tokens = block->as<TemporalBlockImpl>()->forward(tokens, shift ? shifted_ : plain_);
    shift = !shift;
  }
  return tokens;
}

}  // namespace solopose
