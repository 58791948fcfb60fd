#include "core/training/flat_parameters.h"

#include <algorithm>
#include <utility>

namespace solopose {

FlatParameters::FlatParameters(const std::vector<torch::Tensor>& parameters,
                               const std::vector<torch::Tensor>& tables) {
  std::vector<torch::Tensor> ordered = parameters;
  std::stable_partition(ordered.begin(), ordered.end(), [](const torch::Tensor& t) { return t.dim() > 1; });
  const auto is_matrix = [&](const torch::Tensor& tensor) {
    return tensor.dim() > 1 &&
           std::ranges::none_of(tables, [&](const torch::Tensor& table) { return table.is_same(tensor); });
  };
  std::int64_t count = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> slices;  // first number and end
  for (const torch::Tensor& tensor : ordered) {
    const std::int64_t first = std::exchange(count, count + tensor.numel());
    if (!is_matrix(tensor)) continue;
    if (slices.empty() || slices.back().second != first) slices.emplace_back(first, first);
    slices.back().second = count;
  }

  const torch::NoGradGuard no_gradient;
  const torch::TensorOptions like = ordered.empty() ? torch::TensorOptions() : ordered.front().options();
  values_ = torch::empty({count}, like.requires_grad(false));
  gradients_ = torch::zeros_like(values_);
  for (const auto& [first, end] : slices) matrices_.push_back(values_.narrow(0, first, end - first));
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
