#include "core/network/small_encoder.h"

#include "core/network/batch_norm_folding.h"

namespace solopose {
namespace {

namespace nn = torch::nn;

nn::Conv2d convolution(int from, int to, int stride) {
  return nn::Conv2d(nn::Conv2dOptions(from, to, 3).stride(stride).padding(1).bias(false));
}

class ResidualBlockImpl : public nn::Module {
 public:
  explicit ResidualBlockImpl(int channels)
      : layers_(register_module(
            "layers", nn::Sequential(convolution(channels, channels, 1), nn::BatchNorm2d(channels),
                                     nn::ReLU(nn::ReLUOptions(true)), convolution(channels, channels, 1),
                                     nn::BatchNorm2d(channels)))) {}

  torch::Tensor forward(const torch::Tensor& x) { return torch::relu(x + layers_->forward(x)); }
  void fold_batch_norms() { layers_ = replace_module("layers", folded(layers_)); }

 private:
  nn::Sequential layers_;
};
TORCH_MODULE(ResidualBlock);

}  // namespace

SmallEncoderImpl::SmallEncoderImpl(const SmallSize& size) {
  nn::Sequential layers;
  int from = 3;
  for (std::size_t stage = 0; stage < size.channels.size(); ++stage) {
    const int to = size.channels[stage];
    layers->push_back(convolution(from, to, 2));
    layers->push_back(nn::BatchNorm2d(to));
    layers->push_back(nn::ReLU(nn::ReLUOptions(true)));
    for (int block = 0; block < size.blocks[stage]; ++block) layers->push_back(ResidualBlock(to));
    from = to;
  }
  layers_ = register_module("layers", layers);
}

torch::Tensor SmallEncoderImpl::forward(const torch::Tensor& images) {
  return layers_->forward(images.contiguous(torch::MemoryFormat::ChannelsLast));
}

void SmallEncoderImpl::fold_batch_norms() {
  for (const nn::AnyModule& layer : *layers_) {
    if (auto* block = layer.ptr()->as<ResidualBlockImpl>()) block->fold_batch_norms();
  }
  layers_ = replace_module("layers", folded(layers_));
}

}  // namespace solopose
