#pragma once

#include <optional>
#include <vector>

#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/upsample.h"

namespace solopose {

/// Sums of wide Gaussians on grids 2, 4, 8, ... times coarser than the voxels, as coefficients of quintic
/// B-splines, which are refined from grid to grid: a smooth function needs few samples, and the finest grid
/// pays for one Gaussian or a hundred the same.
class SplinePyramid {
 public:
  /// Takes from `gaussians` those that a coarser grid holds within `tolerance` (per axis), and leaves the
  /// others; all of them where it does not pay. Where one is below `cutoff` it counts as 0.
  SplinePyramid(const Grid& grid, std::vector<Gaussian>& gaussians, double tolerance, double cutoff);

  bool empty() const { return !finest_.has_value(); }
  /// Coefficients on the grid of every second voxel, for Doubling::values.
  const SplineCoefficients& finest() const { return *finest_; }

 private:
  std::optional<SplineCoefficients> finest_;
};

}  // namespace solopose
