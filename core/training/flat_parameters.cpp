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
  for (const torch::Tensor& parameter : parameters) places_.push_back({parameter});
  lay_out(tables);
  const torch::NoGradGuard no_gradient;
  for (auto& [parameter, first] : places_) {
    const torch::Tensor place = placed(values_.narrow(0, first, parameter.numel()), parameter.sizes());
    place.copy_(parameter);
    parameter.set_data(place);
    parameter.mutable_grad() = placed(gradients_.narrow(0, first, parameter.numel()), parameter.sizes());
  }
}

void FlatParameters::lay_out(const std::vector<torch::Tensor>& tables) {
  const auto is_table = [&](const torch::Tensor& tensor) {
    return std::ranges::any_of(tables, [&](const torch::Tensor& table) { return table.is_same(tensor); });
  };
  std::int64_t count = 0;
  for (const bool with_rows : {true, false}) {
    for (Place& place : places_) {
      if ((place.parameter.dim() > 1) != with_rows) continue;
      place.first = std::exchange(count, count + place.count());
      if (!with_rows || is_table(place.parameter)) continue;
      if (matrices_.empty() || matrices_.back().end != place.first)
        matrices_.push_back({place.first, place.first});
      matrices_.back().end = count;
    }
  }
  const torch::TensorOptions like =
      places_.empty() ? torch::TensorOptions() : places_.front().parameter.options();
  values_ = torch::empty({count}, like.requires_grad(false));
  gradients_ = torch::zeros_like(values_);
}

torch::Tensor FlatParameters::in_file_order(const torch::Tensor& buffer) const {
  torch::Tensor numbers = torch::empty_like(buffer);
  for (const auto& [parameter, first] : places_) {
    const torch::Tensor own = placed(buffer.narrow(0, first, parameter.numel()), parameter.sizes());
    numbers.narrow(0, first, parameter.numel()).view(parameter.sizes()).copy_(own);
  }
  return numbers;
}

void FlatParameters::from_file_order(const torch::Tensor& numbers, const torch::Tensor& buffer) const {
  for (const auto& [parameter, first] : places_) {
    const torch::Tensor own = placed(buffer.narrow(0, first, parameter.numel()), parameter.sizes());
    own.copy_(numbers.narrow(0, first, parameter.numel()).view(parameter.sizes()));
  }
}

}  // namespace solopose
