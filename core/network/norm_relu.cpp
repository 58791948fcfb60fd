#include "core/network/norm_relu.h"

#include "core/network/mixed_precision.h"
#include "core/network/trained_norm.h"

namespace solopose {
namespace {

torch::Tensor rectified(const torch::Tensor& x, const torch::Tensor& skip) {
  return skip.defined() ? torch::relu(x + skip) : torch::relu(x);
}

}  // namespace

torch::Tensor RectifyImpl::forward(const torch::Tensor& x, const torch::Tensor& skip) {
  return rectified(x, skip);
}

NormReluImpl::NormReluImpl(std::int64_t channels)
    : weight(register_parameter("weight", torch::ones({channels}))),
      bias(register_parameter("bias", torch::zeros({channels}))),
      running_mean(register_buffer("running_mean", torch::zeros({channels}))),
      running_var(register_buffer("running_var", torch::ones({channels}))),
      num_batches_tracked(register_buffer("num_batches_tracked", torch::zeros({}, torch::kLong))) {}

torch::Tensor NormReluImpl::forward(const torch::Tensor& x, const torch::Tensor& skip) {
  if (is_training() && x.is_cpu() && widened(x).scalar_type() == torch::kFloat)
    return trained_by_kernels(x, skip, *this);
  if (is_training() && is_shared()) return trained_by_torch(x, skip, *this);
  if (is_training()) num_batches_tracked += 1;
  return rectified(
      torch::batch_norm(x, weight, bias, running_mean, running_var, is_training(), momentum, epsilon, true),
      skip);
}

void NormReluImpl::sum_over_all(const torch::Tensor& numbers) const {
  if (sum_) sum_(numbers);
}

NumberedLayers& NumberedLayers::add_norm_relu(std::int64_t channels) {
  add(NormRelu(channels));
  ++number_;
  return *this;
}

}  // namespace solopose
