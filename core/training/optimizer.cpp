#include "core/training/optimizer.h"

#include <ATen/Parallel.h>

#include <cmath>

#include "core/training/adam_kernel.h"

namespace solopose {
namespace {

constexpr double epsilon = 1e-8;

}  // namespace

AdamW::AdamW(FlatParameters& parameters, const TrainingOptions& options)
    : moment_1(torch::zeros_like(parameters.values())),
      moment_2(torch::zeros_like(parameters.values())),
      parameters_(parameters),
      beta_1_(options.beta_1),
      beta_2_(options.beta_2),
      decay_(options.weight_decay),
      clip_norm_(options.clip_norm) {}

double AdamW::step(double learning_rate) {
  const torch::NoGradGuard no_gradient;
  const double norm = parameters_.gradients().norm().item<double>();
  if (!std::isfinite(norm)) return norm;
  ++steps;
  const auto count = static_cast<double>(steps);
  const Move move = {.gradient_scale = norm > clip_norm_ ? clip_norm_ / norm : 1,
                     .matrix_scale = 1 - learning_rate * decay_,
                     .rate = learning_rate / (1 - std::pow(beta_1_, count)),
                     .root_correction = 1 / std::sqrt(1 - std::pow(beta_2_, count))};
  if (parameters_.values().is_cpu() && parameters_.values().scalar_type() == torch::kFloat) {
    move_by_kernel(move);
  } else {
    move_by_torch(move);
  }
  return norm;
}

void AdamW::move_by_kernel(const Move& move) {
  AdamStep step = {.gradient_scale = static_cast<float>(move.gradient_scale),
                   .beta_1 = static_cast<float>(beta_1_),
                   .beta_2 = static_cast<float>(beta_2_),
                   .rate = static_cast<float>(move.rate),
                   .root_correction = static_cast<float>(move.root_correction),
                   .epsilon = static_cast<float>(epsilon)};
  const float* gradients = parameters_.gradients().data_ptr<float>();
  float* first = moment_1.data_ptr<float>();
  float* second = moment_2.data_ptr<float>();
  float* values = parameters_.values().data_ptr<float>();
  const auto move_slice = [&](FlatParameters::Slice slice, double value_scale) {
    step.value_scale = static_cast<float>(value_scale);
    constexpr std::int64_t of_a_thread = 32'768;
    at::parallel_for(slice.first, slice.end, of_a_thread, [&](std::int64_t begin, std::int64_t end) {
      adam_step(step, end - begin, gradients + begin, first + begin, second + begin, values + begin);
    });
  };
  std::int64_t at = 0;
  for (const FlatParameters::Slice& matrices : parameters_.matrices()) {
    move_slice({at, matrices.first}, 1);
    move_slice(matrices, move.matrix_scale);
    at = matrices.end;
  }
  move_slice({at, parameters_.size()}, 1);
}

void AdamW::move_by_torch(const Move& move) {
  torch::Tensor& values = parameters_.values();
  for (const auto& [first, end] : parameters_.matrices())
    values.narrow(0, first, end - first).mul_(move.matrix_scale);
  const torch::Tensor gradients = parameters_.gradients() * move.gradient_scale;
  moment_1.mul_(beta_1_).add_(gradients, 1 - beta_1_);
  moment_2.mul_(beta_2_).addcmul_(gradients, gradients, 1 - beta_2_);
  const torch::Tensor root = moment_2.sqrt().mul_(move.root_correction).add_(epsilon);
  values.addcdiv_(moment_1, root, -move.rate);
}

}  // namespace solopose
