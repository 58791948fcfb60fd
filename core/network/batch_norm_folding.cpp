#include "core/network/batch_norm_folding.h"

#include "core/base/error.h"
#include "core/network/norm_relu.h"

namespace solopose {
namespace {

namespace nn = torch::nn;

nn::Conv2d with_bias(const nn::Conv2dImpl& plain) {
  nn::Conv2d result(nn::Conv2dOptions(plain.options.in_channels(), plain.options.out_channels(),
                                      plain.options.kernel_size())
                        .stride(plain.options.stride())
                        .padding(plain.options.padding()));
  result->to(plain.weight.device(), plain.weight.scalar_type());
  result->weight.copy_(plain.weight);
  if (plain.bias.defined()) {
    result->bias.copy_(plain.bias);
  } else {
    result->bias.zero_();
  }
  return result;
}

/// `spread`: channels of the convolution that become one of the norm's.
void fold_into(nn::Conv2dImpl& convolution, const NormReluImpl& norm, std::int64_t spread) {
  const torch::Tensor scale =
      (norm.weight / torch::sqrt(norm.running_var + NormReluImpl::epsilon)).repeat_interleave(spread);
  convolution.bias.sub_(norm.running_mean.repeat_interleave(spread))
      .mul_(scale)
      .add_(norm.bias.repeat_interleave(spread));
  convolution.weight.mul_(scale.view({-1, 1, 1, 1}));
}

}  // namespace

torch::nn::Sequential folded(const torch::nn::Sequential& layers) {
  const torch::NoGradGuard no_gradient;
  nn::Sequential result;
  nn::Conv2d convolution = nullptr;
  std::int64_t spread = 1;
  for (const nn::AnyModule& layer : *layers) {
    const auto module = layer.ptr();
    if (const auto* norm = module->as<NormReluImpl>()) {
      if (!convolution) throw Error("batch norm: no convolution before it to be worked into");
      fold_into(*convolution, *norm, spread);
      result->push_back(Rectify());
      continue;
    }
    if (const auto* plain = module->as<nn::Conv2dImpl>()) {
      convolution = with_bias(*plain);
      spread = 1;
      result->push_back(convolution);
      continue;
    }
    const auto* shuffle = module->as<nn::PixelShuffleImpl>();
    if (shuffle != nullptr) {
      spread = shuffle->options.upscale_factor() * shuffle->options.upscale_factor();
    } else {
      convolution = nullptr;
    }
    result->push_back(layer);
  }
  return result;
}

}  // namespace solopose
