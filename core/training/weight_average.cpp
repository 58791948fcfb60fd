#include "core/training/weight_average.h"

#include <algorithm>

namespace solopose {

WeightAverage::WeightAverage(FlatParameters& parameters, std::vector<torch::Tensor> buffers, double decay)
    : current_(std::move(buffers)), decay_(decay) {
  if (decay_ == 0) {
    current_.clear();
    return;
  }
  current_.insert(current_.begin(), parameters.values());
  for (const torch::Tensor& tensor : current_) values.push_back(tensor.clone());
}

void WeightAverage::update() {
  const torch::NoGradGuard no_gradient;
  ++updates;
  // Early on the mean is over few steps, so that it does not remember the random start.
  const auto count = static_cast<double>(updates);
  const double share = 1 - std::min(decay_, (1 + count) / (10 + count));
  for (std::size_t i = 0; i < values.size(); ++i) values[i].lerp_(current_[i], share);
}

void WeightAverage::exchange() {
  const torch::NoGradGuard no_gradient;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const torch::Tensor mean = values[i].clone();
    values[i].copy_(current_[i]);
    current_[i].copy_(mean);
  }
}

}  // namespace solopose
