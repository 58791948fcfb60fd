#pragma once

#include <array>
#include <cstdint>

#include "core/heatpose/density.h"
#include "core/heatpose/grid.h"

namespace solopose {

/// Equally spaced points along one axis at which factors are wanted.
struct SampleAxis {
  double origin_mm = 0;
  double spacing_mm = 1;
  int size = 1;
};
using SampleAxes = std::array<SampleAxis, 3>;

/// The centres of a grid's voxels.
SampleAxes voxel_axes(const Grid& grid);

/// Points of an axis, `end` not included.
struct AxisRange {
  int begin = 0;
  int end = 0;
};

/// The points on which `gaussian` is above `cutoff`, wherever it lies along the other axes; empty when there
/// are none.
AxisRange significant_range(const Gaussian& gaussian, int axis, const SampleAxis& points, double cutoff);

/// What stands for a Gaussian at the points: its values, or coefficients with which quintic B-splines as wide
/// as the points are apart add up to it. The latter wants a sigma of at least the points' distance.
enum class Factors : std::uint8_t { values, spline_coefficients };

/// factors[i] = the Gaussian's factor along the axis at point i, for i in the range; the rest stays as it is.
void fill_factors(const Gaussian& gaussian, int axis, const SampleAxis& points, Factors kind, AxisRange range,
                  float* factors);

/// How far off a sum of such splines is, at most, of a Gaussian 1 high along one axis. `sigma` in units of
/// the points' distance; below 1 infinite, above 10 not measured (and below 1e-9).
double spline_error(double sigma);

}  // namespace solopose
