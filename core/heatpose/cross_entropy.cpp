#include "core/heatpose/cross_entropy.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/volume.h"

namespace solopose {
namespace {

constexpr double cutoff = 1e-8;

double log_sum_exp(std::span<const float> logits) {
  const float highest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += static_cast<double>(std::exp(logit - highest));
  return static_cast<double>(highest) + std::log(sum);
}

/// sum over voxels of logits * Gaussian: along z, then y, then x, inside the Gaussian's box.
double contract(const Grid& grid, std::span<const float> logits, const Gaussian& gaussian,
                std::vector<float>& factors) {
  const AxisRange xs = significant_range(gaussian, grid, 0, cutoff);
  const AxisRange ys = significant_range(gaussian, grid, 1, cutoff);
  const AxisRange zs = significant_range(gaussian, grid, 2, cutoff);
  factors.assign(static_cast<std::size_t>(grid.size[0]) + grid.size[1] + grid.size[2], 0.0F);
  float* x_factors = factors.data();
  float* y_factors = x_factors + grid.size[0];
  float* z_factors = y_factors + grid.size[1];
  fill_factors(gaussian, grid, 0, xs, x_factors);
  fill_factors(gaussian, grid, 1, ys, y_factors);
  fill_factors(gaussian, grid, 2, zs, z_factors);
  double total = 0;
  for (int x = xs.begin; x < xs.end; ++x) {
    float plane = 0;
    for (int y = ys.begin; y < ys.end; ++y) {
      const float* row = logits.data() + grid.index(x, y, 0);
      float line = 0;
      for (int z = zs.begin; z < zs.end; ++z) line += row[z] * z_factors[z];
      plane += line * y_factors[y];
    }
    total += static_cast<double>(plane * x_factors[x]);
  }
  return total * static_cast<double>(gaussian.height);
}

void check(const Grid& grid, std::size_t values) {
  if (static_cast<std::int64_t>(values) != grid.voxels()) {
    throw Error(fmt::format("heat map: a volume of {} voxels, found {} values", grid.voxels(), values));
  }
}

}  // namespace

CrossEntropy cross_entropy(const Grid& grid, std::span<const float> logits,
                           std::span<const Gaussian> target) {
  check(grid, logits.size());
  CrossEntropy result;
  result.mass = mixture_mass(grid, target);
  if (!(result.mass > 0)) return {};
  result.log_partition = log_sum_exp(logits);
  std::vector<float> factors;
  double matched = 0;
  for (const Gaussian& gaussian : target) matched += contract(grid, logits, gaussian, factors);
  result.loss = result.log_partition - matched / result.mass;
  return result;
}

void cross_entropy_gradient(const Grid& grid, std::span<const float> logits, std::span<const Gaussian> target,
                            const CrossEntropy& forward, float scale, std::span<float> gradient) {
  check(grid, logits.size());
  check(grid, gradient.size());
  if (!(forward.mass > 0)) {
    std::fill(gradient.begin(), gradient.end(), 0.0F);
    return;
  }
  const auto shift = static_cast<float>(forward.log_partition);
  for (std::size_t i = 0; i < logits.size(); ++i) gradient[i] = scale * std::exp(logits[i] - shift);
  add_gaussians(grid, target, -scale / static_cast<float>(forward.mass), gradient);
}

}  // namespace solopose
