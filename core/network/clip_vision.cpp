#include "core/network/clip_vision.h"

#include <cmath>

#include "core/options/validation.h"

namespace solopose {
namespace {

namespace nn = torch::nn;

class ClipBlockImpl : public nn::Module {
 public:
  explicit ClipBlockImpl(const ClipSize& size)
      : heads_(size.heads),
        exact_(size.activation == ClipActivation::gelu),
        ln_1_(register_module("ln_1", nn::LayerNorm(nn::LayerNormOptions({size.width})))),
        in_proj_(register_module("in_proj", nn::Linear(size.width, 3 * size.width))),
        out_proj_(register_module("out_proj", nn::Linear(size.width, size.width))),
        ln_2_(register_module("ln_2", nn::LayerNorm(nn::LayerNormOptions({size.width})))),
        c_fc_(register_module("c_fc", nn::Linear(size.width, size.mlp_width))),
        c_proj_(register_module("c_proj", nn::Linear(size.mlp_width, size.width))) {}

  torch::Tensor forward(const torch::Tensor& tokens) {
    const torch::Tensor x = tokens + attention(ln_1_(tokens));
    return x + c_proj_(activated(c_fc_(ln_2_(x))));
  }

 private:
  torch::Tensor activated(const torch::Tensor& x) const {
    return exact_ ? torch::gelu(x) : x * torch::sigmoid(1.702 * x);
  }

  torch::Tensor attention(const torch::Tensor& x) {
    const std::int64_t n = x.size(0);
    const std::int64_t tokens = x.size(1);
    const std::int64_t width = x.size(2);
    const torch::Tensor qkv =
        in_proj_(x).view({n, tokens, 3, heads_, width / heads_}).permute({2, 0, 3, 1, 4});
    const double scale = 1 / std::sqrt(static_cast<double>(width / heads_));
    const torch::Tensor weights = torch::softmax(torch::matmul(qkv[0] * scale, qkv[1].transpose(-2, -1)), -1);
    return out_proj_(torch::matmul(weights, qkv[2]).transpose(1, 2).reshape({n, tokens, width}));
  }

  std::int64_t heads_;
  bool exact_;
  nn::LayerNorm ln_1_;
  nn::Linear in_proj_;
  nn::Linear out_proj_;
  nn::LayerNorm ln_2_;
  nn::Linear c_fc_;
  nn::Linear c_proj_;
};
TORCH_MODULE(ClipBlock);

std::vector<std::int64_t> signed_shape(const std::vector<std::uint64_t>& shape) {
  return {shape.begin(), shape.end()};
}

}  // namespace

ClipVisionImpl::ClipVisionImpl(const ClipSize& size) {
  size.require_valid();
  require_fitting(size.activation != ClipActivation::unstated, "network options", "clip.activation",
                  "quick_gelu or gelu", name_of(size.activation));
  const double deviation = 1 / std::sqrt(static_cast<double>(size.width));
  conv1_ = register_module(
      "conv1", nn::Conv2d(nn::Conv2dOptions(3, size.width, size.patch).stride(size.patch).bias(false)));
  class_embedding_ = register_parameter("class_embedding", deviation * torch::randn({size.width}));
  positional_embedding_ =
      register_parameter("positional_embedding", deviation * torch::randn({size.tokens(), size.width}));
  ln_pre_ = register_module("ln_pre", nn::LayerNorm(nn::LayerNormOptions({size.width})));
  blocks_ = register_module("blocks", nn::ModuleList());
  for (int layer = 0; layer < size.layers; ++layer) {
    blocks_->push_back(ClipBlock(size));
  }
  ln_post_ = register_module("ln_post", nn::LayerNorm(nn::LayerNormOptions({size.width})));
}

torch::Tensor ClipVisionImpl::forward(const torch::Tensor& images) {
  const torch::Tensor patches = conv1_(images).flatten(2).transpose(1, 2);
  const torch::Tensor class_token = class_embedding_.expand({patches.size(0), 1, -1});
  torch::Tensor tokens = ln_pre_(torch::cat({class_token, patches}, 1) + positional_embedding_);
  for (const auto& block : *blocks_) tokens = block->as<ClipBlockImpl>()->forward(tokens);
  return ln_post_(tokens);
}

void ClipVisionImpl::load(const WeightFile& file, const ClipWeights& weights) {
  const torch::NoGradGuard no_gradient;
  auto targets = named_parameters();
  for (const ClipParameter& parameter : weights.parameters) {
    const std::vector<float> values = ClipWeights::values(file, parameter);
    targets[parameter.name].copy_(torch::tensor(values).view(signed_shape(parameter.shape)));
  }
}

}  // namespace solopose
