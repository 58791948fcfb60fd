#include "core/training/flat_parameters.h"

#include <algorithm>

namespace solopose {

FlatParameters::FlatParameters(const std::vector<torch::Tensor>& parameters) {
  std::vector<torch::Tensor> ordered = parameters;
  const auto first_vector = std::stable_partition(ordered.begin(), ordered.end(),
                                                  [](const torch::Tensor& t) { return t.dim() > 1; });
  std::int64_t count = 0;
  for (auto tensor = ordered.begin(); tensor != ordered.end(); ++tensor) {
    if (tensor == first_vector) decayed_ = count;
    count += tensor->numel();
  }
  if (first_vector == ordered.end()) decayed_ = count;

  const torch::NoGradGuard no_gradient;
  const torch::TensorOptions like = ordered.empty() ? torch::TensorOptions() : ordered.front().options();
  values_ = torch::empty({count}, like.requires_grad(false));
  gradients_ = torch::zeros_like(values_);
  std::int64_t at = 0;
  for (torch::Tensor& tensor : ordered) {
    const torch::Tensor place = values_.narrow(0, at, tensor.numel()).view(tensor.sizes());
    place.copy_(tensor);
    tensor.set_data(place);
    tensor.mutable_grad() = gradients_.narrow(0, at, tensor.numel()).view(tensor.sizes());
    at += tensor.numel();
  }
}

}  // namespace solopose
