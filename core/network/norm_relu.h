#pragma once

#include <functional>

#include <torch/torch.h>

namespace solopose {

/// relu(x + skip), where there is something to skip to: a NormRelu whose norm is worked into the convolution
/// before it.
class RectifyImpl : public torch::nn::Module {
 public:
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& skip = {});

 protected:
  FORWARD_HAS_DEFAULT_ARGS({1, torch::nn::AnyValue(torch::Tensor())})
};
TORCH_MODULE(Rectify);

/// Batch norm (Ioffe and Szegedy 2015) and the ReLU behind it in one: relu(norm(x) + skip). In training on a
/// CPU numbers are passed over twice forward and twice back; torch's separate parts take seven passes.
/// Parameters and statistics have the names of torch's own norm. Only for .cpp files that may see torch.
class NormReluImpl : public torch::nn::Module {
 public:
  static constexpr double epsilon = 1e-5;
  static constexpr double momentum = 0.1;
  /// Adds up a tensor of doubles over all who share a batch.
  using SumOverAll = std::function<void(const torch::Tensor&)>;

  explicit NormReluImpl(std::int64_t channels);

  /// x and skip (or none): (N, channels, height, width). Half floats are normalised in single precision and
  /// answered as such.
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& skip = {});

  /// From now on mean and variance in training are those of all who share a batch, forward and backward: who
  /// has a part of it then has the gradient of one with all of it. `sum` must outlive the network's use.
  void share(SumOverAll sum) { sum_ = std::move(sum); }

  bool is_shared() const { return sum_ != nullptr; }
  /// Nothing where nobody shares.
  void sum_over_all(const torch::Tensor& numbers) const;

  torch::Tensor weight;
  torch::Tensor bias;
  torch::Tensor running_mean;
  torch::Tensor running_var;  ///< unbiased
  torch::Tensor num_batches_tracked;

 protected:
  FORWARD_HAS_DEFAULT_ARGS({1, torch::nn::AnyValue(torch::Tensor())})

 private:
  SumOverAll sum_;
};
TORCH_MODULE(NormRelu);

/// Layers in a row, with the numbers that model files know them by: there a norm and its ReLU have one each.
class NumberedLayers {
 public:
  template <typename Layer>
  NumberedLayers& add(const Layer& layer) {
    layers_->push_back(std::to_string(number_++), layer);
    return *this;
  }
  NumberedLayers& add_norm_relu(std::int64_t channels);

  torch::nn::Sequential layers() const { return layers_; }

 private:
  torch::nn::Sequential layers_;
  int number_ = 0;
};

}  // namespace solopose
