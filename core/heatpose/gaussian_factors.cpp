#include "core/heatpose/gaussian_factors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

// A B-spline of degree 5 is six boxes folded, so its cumulants are six times a box's, in powers of the
// distance between the points.
constexpr double spline_variance = 6.0 / 12;
constexpr double spline_fourth_cumulant = -6.0 / 120;

/// exp(-d^2 / 2) * height * (1 + fourth * He4(d)) at d = start, start + step, ...
struct Row {
  float start = 0;
  float step = 0;
  float height = 1;
  float fourth = 0;
};

template <int Native>
[[gnu::always_inline]] inline void fill(const Row& row, int count, float* out) {
  for (int first = 0; first < count; first += lane_floats) {
    const Lane<Native> distance =
        row.start + (Lane<Native>::numbers() + static_cast<float>(first)) * row.step;
    const Lane<Native> square = distance * distance;
    const Lane<Native> hermite = square * square - 6.0F * square + 3.0F;
    (exp(-0.5F * square) * row.height * (1.0F + row.fourth * hermite)).store_part(count - first, out + first);
  }
}
SOLOPOSE_AVX512 void fill_avx512(const Row& row, int count, float* out) { fill<16>(row, count, out); }
SOLOPOSE_AVX2 void fill_avx2(const Row& row, int count, float* out) { fill<8>(row, count, out); }
void fill_portably(const Row& row, int count, float* out) { fill<4>(row, count, out); }

}  // namespace

SampleAxes voxel_axes(const Grid& grid) {
  SampleAxes axes;
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = static_cast<std::size_t>(axis);
    axes[at] = {grid.origin_mm[axis], grid.spacing_mm[axis], grid.size[at]};
  }
  return axes;
}

AxisRange significant_range(const Gaussian& gaussian, int axis, const SampleAxis& points, double cutoff) {
  if (!(static_cast<double>(gaussian.height) > cutoff)) return {};
  const double radius_mm = static_cast<double>(gaussian.sigma_mm) *
                           std::sqrt(2 * std::log(static_cast<double>(gaussian.height) / cutoff));
  const double centre =
      (static_cast<double>(gaussian.centre_mm[axis]) - points.origin_mm) / points.spacing_mm;
  const double radius = radius_mm / points.spacing_mm;
  const double last = points.size;
  AxisRange range;
  range.begin = static_cast<int>(std::clamp(std::ceil(centre - radius), 0.0, last));
  range.end = static_cast<int>(std::clamp(std::floor(centre + radius) + 1, 0.0, last));
  if (range.end <= range.begin) return {};
  return range;
}

// What the splines widen is taken off beforehand: their variance from the Gaussian's, their fourth cumulant
// by the Hermite polynomial that stands for a fourth derivative.
void fill_factors(const Gaussian& gaussian, int axis, const SampleAxis& points, Factors kind, AxisRange range,
                  float* factors) {
  static const auto fill_row = for_this_processor(fill_avx512, fill_avx2, fill_portably);
  const double sigma = static_cast<double>(gaussian.sigma_mm) / points.spacing_mm;
  double width = sigma;
  Row row;
  if (kind == Factors::spline_coefficients) {
    const double variance = sigma * sigma - spline_variance;
    width = std::sqrt(variance);
    row.height = static_cast<float>(sigma / width);
    row.fourth = static_cast<float>(-spline_fourth_cumulant / 24 / (variance * variance));
  }
  const double centre =
      (static_cast<double>(gaussian.centre_mm[axis]) - points.origin_mm) / points.spacing_mm;
  row.start = static_cast<float>((range.begin - centre) / width);
  row.step = static_cast<float>(1 / width);
  fill_row(row, range.end - range.begin, factors + range.begin);
}

// Of a spline's spectrum as much answers to wrong frequencies as (w / (2 pi - w))^6 of the right one, w being
// about 1 / sigma. The form is that; the numbers make it a bound of what was measured for sigma from 1 to 10.
double spline_error(double sigma) {
  if (sigma < 1) return std::numeric_limits<double>::infinity();
  const double frequency = 2 * std::numbers::pi * sigma - 2.5;
  const double cube = frequency * frequency * frequency;
  return 50 / (cube * cube);
}

}  // namespace solopose
