#include "core/training/flat_parameters.h"

#include <algorithm>
#include <utility>

namespace solopose {
namespace {

/// A part of a buffer as a tensor of these sizes. Kernels would be copied three times a step if they were not
/// channels last.
torch::Tensor placed(const torch::Tensor& part, torch::IntArrayRef sizes) {
  if (sizes.size() != 4) return part.view(sizes);
  return part.view({sizes[0], sizes[2], sizes[3], sizes[1]}).permute({0, 3, 1, 2});
}

}  // namespace

FlatParameters::FlatParameters(const std::vector<torch::Tensor>& parameters,
                               const std::vector<torch::Tensor>& tables) {
  std::vector<torch::Tensor> ordered = parameters;
  std::stable_partition(ordered.begin(), ordered.end(), [](const torch::Tensor& t) { return t.dim() > 1; });
  const auto is_matrix = [&](const torch::Tensor& tensor) {
    return tensor.dim() > 1 &&
           std::ranges::none_of(tables, [&](const torch::Tensor& table) { return table.is_same(tensor); });
  };
  std::int64_t count = 0;
  for (const torch::Tensor& tensor : ordered) {
    const std::int64_t first = std::exchange(count, count + tensor.numel());
    if (!is_matrix(tensor)) continue;
    if (matrices_.empty() || matrices_.back().end != first) matrices_.push_back({first, first});
    matrices_.back().end = count;
  }

  const torch::NoGradGuard no_gradient;
  const torch::TensorOptions like = ordered.empty() ? torch::TensorOptions() : ordered.front().options();
  values_ = torch::empty({count}, like.requires_grad(false));
  gradients_ = torch::zeros_like(values_);
  std::int64_t at = 0;
  for (torch::Tensor& tensor : ordered) {
    places_.push_back({at, tensor.sizes().vec()});
    const torch::Tensor place = placed(values_.narrow(0, at, tensor.numel()), tensor.sizes());
    place.copy_(tensor);
    tensor.set_data(place);
    tensor.mutable_grad() = placed(gradients_.narrow(0, at, tensor.numel()), tensor.sizes());
    at += tensor.numel();
  }
}

torch::Tensor FlatParameters::in_file_order(const torch::Tensor& buffer) const {
  torch::Tensor numbers = torch::empty_like(buffer);
  for (const auto& [first, sizes] : places_) {
    const std::int64_t count = c10::multiply_integers(sizes);
    numbers.narrow(0, first, count).view(sizes).copy_(placed(buffer.narrow(0, first, count), sizes));
  }
  return numbers;
}

void FlatParameters::from_file_order(const torch::Tensor& numbers, const torch::Tensor& buffer) const {
  for (const auto& [first, sizes] : places_) {
    const std::int64_t count = c10::multiply_integers(sizes);
    placed(buffer.narrow(0, first, count), sizes).copy_(numbers.narrow(0, first, count).view(sizes));
  }
}

}  // namespace solopose
