#include "core/heatpose/gaussian_factors.h"

#include <algorithm>
#include <cmath>

namespace solopose {

AxisRange significant_range(const Gaussian& gaussian, const Grid& grid, int axis, double cutoff) {
  if (!(static_cast<double>(gaussian.height) > cutoff)) return {};
  const double radius_mm = static_cast<double>(gaussian.sigma_mm) *
                           std::sqrt(2 * std::log(static_cast<double>(gaussian.height) / cutoff));
  const double centre =
      (static_cast<double>(gaussian.centre_mm[axis]) - grid.origin_mm[axis]) / grid.spacing_mm[axis];
  const double radius = radius_mm / grid.spacing_mm[axis];
  const double last = grid.size[static_cast<std::size_t>(axis)];
  AxisRange range;
  range.begin = static_cast<int>(std::clamp(std::ceil(centre - radius), 0.0, last));
  range.end = static_cast<int>(std::clamp(std::floor(centre + radius) + 1, 0.0, last));
  if (range.end <= range.begin) return {};
  return range;
}

void fill_factors(const Gaussian& gaussian, const Grid& grid, int axis, AxisRange range, float* factors) {
  const auto origin = static_cast<float>(grid.origin_mm[axis]);
  const auto spacing = static_cast<float>(grid.spacing_mm[axis]);
  for (int i = range.begin; i < range.end; ++i) {
    factors[i] = gaussian_factor(origin + static_cast<float>(i) * spacing, gaussian.centre_mm[axis],
                                 gaussian.sigma_mm);
  }
}

}  // namespace solopose
