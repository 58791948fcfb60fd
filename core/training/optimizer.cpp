#include "core/training/optimizer.h"

#include <cmath>

namespace solopose {

AdamW::AdamW(FlatParameters& parameters, const TrainingOptions& options)
    : moment_1(torch::zeros_like(parameters.values())),
      moment_2(torch::zeros_like(parameters.values())),
      parameters_(parameters),
      beta_1_(options.beta_1),
      beta_2_(options.beta_2),
      decay_(options.weight_decay),
      clip_norm_(options.clip_norm) {}

double AdamW::step(double learning_rate) {
  constexpr double epsilon = 1e-8;
  const torch::NoGradGuard no_gradient;
  torch::Tensor& gradients = parameters_.gradients();
  const double norm = gradients.norm().item<double>();
  if (!std::isfinite(norm)) return norm;
  if (norm > clip_norm_) gradients.mul_(clip_norm_ / norm);
  ++steps;
  for (torch::Tensor& matrix : parameters_.matrices()) matrix.mul_(1 - learning_rate * decay_);
  moment_1.mul_(beta_1_).add_(gradients, 1 - beta_1_);
  moment_2.mul_(beta_2_).addcmul_(gradients, gradients, 1 - beta_2_);
  const double correction_1 = 1 - std::pow(beta_1_, static_cast<double>(steps));
  const double correction_2 = 1 - std::pow(beta_2_, static_cast<double>(steps));
  const torch::Tensor root = moment_2.sqrt().div_(std::sqrt(correction_2)).add_(epsilon);
  parameters_.values().addcdiv_(moment_1, root, -learning_rate / correction_1);
  return norm;
}

}  // namespace solopose
