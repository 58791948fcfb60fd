#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/heatpose/density.h"
#include "core/heatpose/grid.h"

namespace solopose {

/// One Gaussian as three rows of factors, and the voxels where it matters at all.
struct AxisRange {
  int begin = 0;
  int end = 0;
};

/// The voxels of an axis on which `gaussian` is above `cutoff`; empty when there are none.
AxisRange significant_range(const Gaussian& gaussian, const Grid& grid, int axis, double cutoff);

/// factors[i] = the Gaussian's factor at voxel i of the axis, for i in the range; the rest stays as it is.
void fill_factors(const Gaussian& gaussian, const Grid& grid, int axis, AxisRange range, float* factors);

}  // namespace solopose
