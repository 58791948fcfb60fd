#include "core/network/temporal.h"

#include "core/network/mixed_precision.h"

namespace solopose {
namespace nn = torch::nn;
namespace functional = torch::nn::functional;

PatchMergingImpl::PatchMergingImpl(std::int64_t width)
    : norm_(register_module("norm", nn::LayerNorm(nn::LayerNormOptions({4 * width})))),
      reduction_(
          register_module("reduction", nn::Linear(nn::LinearOptions(4 * width, 2 * width).bias(false)))) {}

torch::Tensor PatchMergingImpl::forward(const torch::Tensor& tokens) {
  const torch::Tensor even =
      torch::constant_pad_nd(tokens, {0, 0, 0, tokens.size(3) % 2, 0, tokens.size(2) % 2});
  const torch::Tensor four =
      even.view({even.size(0), even.size(1), even.size(2) / 2, 2, even.size(3) / 2, 2, -1})
          .permute({0, 1, 2, 4, 3, 5, 6})
          .flatten(4);
  return reduction_(norm_(four));
}

TemporalTransformerImpl::TemporalTransformerImpl(const NetworkOptions& options)
    : pool_(options.temporal.pool), residual_(options.temporal.residual) {
  const TemporalSize& size = options.temporal;
  stages_ = register_module("stages", nn::ModuleList());
  merges_ = register_module("merges", nn::ModuleList());
  for (std::size_t stage = 0; stage < size.stages(); ++stage) {
    stages_->push_back(TemporalStageBlocks(size, stage));
    if (stage + 1 < size.stages()) merges_->push_back(PatchMerging(std::int64_t{size.width} << stage));
  }
  if (residual_) return;
  embed_ = register_module("embed", nn::Linear(options.feature_channels(), size.width));
  if (options.encoder == EncoderKind::clip) {
    embed_class_ = register_module("embed_class", nn::Linear(options.feature_channels(), size.width));
  }
  norm_ = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({options.head_channels()})));
}

torch::Tensor TemporalTransformerImpl::run_stages(torch::Tensor tokens) {
  for (std::size_t stage = 0; stage < stages_->size(); ++stage) {
    // Norms and the path round the blocks are in full precision.
    tokens = stages_->at<TemporalStageBlocksImpl>(stage).forward(widened(tokens));
    if (stage < merges_->size()) tokens = merges_->at<PatchMergingImpl>(stage).forward(tokens);
  }
  return tokens;
}

torch::Tensor TemporalTransformerImpl::forward(const torch::Tensor& features,
                                               const torch::Tensor& class_token) {
  const std::int64_t batch = features.size(0);
  const std::int64_t frames = features.size(1);
  torch::Tensor pooled = features.flatten(0, 1);
  if (pool_ > 1) pooled = torch::avg_pool2d(pooled, pool_);
  torch::Tensor tokens = pooled.view({batch, frames, pooled.size(1), pooled.size(2), pooled.size(3)})
                             .permute({0, 1, 3, 4, 2})
                             .contiguous();
  if (!residual_) {
    tokens = embed_(tokens);
    if (embed_class_ && class_token.defined()) {
      tokens = tokens + embed_class_(class_token).view({batch, frames, 1, 1, -1});
    }
    return norm_(run_stages(tokens)).permute({0, 1, 4, 2, 3}).contiguous();
  }
  torch::Tensor change = (run_stages(tokens) - tokens).permute({0, 1, 4, 2, 3}).flatten(0, 1);
  if (pool_ > 1) {
    change = functional::interpolate(change,
                                     functional::InterpolateFuncOptions()
                                         .size(std::vector<std::int64_t>{features.size(3), features.size(4)})
                                         .mode(torch::kBilinear)
                                         .align_corners(false));
  }
  return features + change.view(features.sizes());
}

}  // namespace solopose
