#include "core/network/small_encoder.h"

#include "core/network/batch_norm_folding.h"
#include "core/network/norm_relu.h"

namespace solopose {
namespace {

namespace nn = torch::nn;

nn::Conv2d convolution(int from, int to, int stride) {
  return nn::Conv2d(nn::Conv2dOptions(from, to, 3).stride(stride).padding(1).bias(false));
}

class ResidualBlockImpl : public nn::Module {
 public:
  explicit ResidualBlockImpl(int channels)
      : layers_(register_module("layers", NumberedLayers()
                                              .add(convolution(channels, channels, 1))
                                              .add_norm_relu(channels)
                                              .add(convolution(channels, channels, 1))
                                              .add_norm_relu(channels)
                                              .layers())) {}

  torch::Tensor forward(const torch::Tensor& x) {
    const auto layer = layers_->begin();
    const torch::Tensor between = layer[1].forward(layer[0].forward(x));
    return layer[3].forward(layer[2].forward(between), x);
  }
  void fold_batch_norms() { layers_ = replace_module("layers", folded(layers_)); }

 private:
  nn::Sequential layers_;
};
TORCH_MODULE(ResidualBlock);

}  // namespace

SmallEncoderImpl::SmallEncoderImpl(const SmallSize& size) {
  NumberedLayers layers;
  int from = 3;
  for (std::size_t stage = 0; stage < size.channels.size(); ++stage) {
    const int to = size.channels[stage];
    layers.add(convolution(from, to, 2)).add_norm_relu(to);
    for (int block = 0; block < size.blocks[stage]; ++block) layers.add(ResidualBlock(to));
    from = to;
  }
  layers_ = register_module("layers", layers.layers());
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
