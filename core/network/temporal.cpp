#include "core/network/temporal.h"

#include <algorithm>
#include <cmath>

#include "core/network/mixed_precision.h"

namespace solopose {
namespace nn = torch::nn;
namespace functional = torch::nn::functional;

namespace {

/// Normal of deviation 0.02, cut off at two deviations, by the inverse of its distribution; biases at 0.
void start_as_swin(nn::Module& module) {
  constexpr double deviation = 0.02;
  const double end = std::erf(2 / std::sqrt(2.0));
  const torch::NoGradGuard no_gradient;
  for (const auto& parameter : module.named_parameters()) {
    torch::Tensor values = parameter.value();
    if (values.dim() > 1) {
      values.uniform_(-end, end).erfinv_().mul_(std::sqrt(2.0) * deviation);
    } else if (parameter.key().ends_with(".bias")) {
      values.zero_();
    }
  }
}

}  // namespace

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
  if (!residual_) {
    embed_ = register_module("embed", nn::Linear(options.feature_channels(), size.width));
    if (options.encoder == EncoderKind::clip)
      embed_class_ = register_module("embed_class", nn::Linear(options.feature_channels(), size.width));
    norm_ = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({options.head_channels()})));
  }
  if (size.stages() > 1) start_as_swin(*this);
}

void TemporalTransformerImpl::set_stochastic_depth(double most) {
  std::vector<TemporalBlockImpl*> blocks;
  for (const auto& stage : *stages_)
    for (const auto& block : *stage->as<TemporalStageBlocksImpl>()->blocks())
      blocks.push_back(block->as<TemporalBlockImpl>());
  const auto last = static_cast<double>(std::max<std::size_t>(blocks.size() - 1, 1));
  for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i]->leave_out(most * static_cast<double>(i) / last);
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
