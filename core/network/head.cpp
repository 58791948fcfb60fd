#include "core/network/head.h"

#include "core/network/batch_norm_folding.h"
#include "core/network/logit_product.h"
#include "core/network/norm_relu.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace nn = torch::nn;

HeatMapHeadImpl::HeatMapHeadImpl(const NetworkOptions& options)
    : volumes_(options.head.per_joint ? joint_count : 1) {
  const HeadSize& size = options.head;
  const auto [first, second] = options.head_unfold();
  // A neighbourhood of one place would be filling alone.
  const int kernel = options.head_grid() > 1 ? 3 : 1;
  const int between = size.first_channels / (first * first);
  NumberedLayers layers;
  layers.add(nn::Conv2d(nn::Conv2dOptions(options.head_channels(), size.first_channels, kernel)
                            .padding(kernel / 2)
                            .bias(false)));
  if (first > 1) layers.add(nn::PixelShuffle(first));
  layers.add_norm_relu(between);
  layers.add(nn::Conv2d(
      nn::Conv2dOptions(between, size.middle_channels * second * second, 3).padding(1).bias(false)));
  if (second > 1) layers.add(nn::PixelShuffle(second));
  layers.add_norm_relu(size.middle_channels);
  layers_ = register_module("layers", layers.layers());
  out_ = register_module("out", nn::Linear(size.middle_channels, volumes_ * size.voxels));
}

torch::Tensor HeatMapHeadImpl::forward(const torch::Tensor& features) {
  const torch::Tensor places = layers_->forward(features.contiguous(torch::MemoryFormat::ChannelsLast));
  if (without_last_layer_) return places;
  const torch::Tensor logits = logit_product(places, out_->weight, out_->bias);
  const std::int64_t frames = places.size(0);
  return logits.view({frames, volumes_, logits.size(1) / volumes_, places.size(2), places.size(3)});
}

void HeatMapHeadImpl::fold_batch_norms() { layers_ = replace_module("layers", folded(layers_)); }

RegressionHeadImpl::RegressionHeadImpl(const NetworkOptions& options)
    : linear_(register_module("linear", nn::Linear(options.head_channels(), 3 * joint_count))) {}

torch::Tensor RegressionHeadImpl::forward(const torch::Tensor& features) {
  return linear_(features.mean(torch::IntArrayRef{2, 3})).view({-1, joint_count, 3});
}

}  // namespace solopose
