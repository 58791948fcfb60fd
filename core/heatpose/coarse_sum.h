#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/heatpose/density.h"
#include "core/heatpose/grid.h"

namespace solopose {

/// The sum of wide Gaussians on few Chebyshev nodes a side, from where it is interpolated to any plane of the
/// grid: smooth functions need few samples. Precise to 1e-3 of the Gaussians for sigma of at least
/// `narrowest_coarse_sigma` half extents.
class CoarseSum {
 public:
  static constexpr int nodes = 16;
  static constexpr double narrowest_coarse_sigma = 0.28;

  /// Whether a Gaussian is wide enough for this grid along every axis.
  static bool holds(const Gaussian& gaussian, const Grid& grid);

  CoarseSum(const Grid& grid, std::span<const Gaussian> gaussians, float scale);

  /// Interpolate along x and y to plane x: left (nodes, padded rows) holds, per node of z, a row over y; the
  /// plane is the sum over nodes of left[node][y] * right(node)[z].
  void plane_factors(int x, float* left) const;
  int left_stride() const { return stride_[1]; }
  /// Interpolation weights of one z node over z, padded with zeros to a multiple of plane_tile_columns.
  const float* right(int node) const;

 private:
  std::vector<float> planes_;  ///< (x size, nodes, nodes): at every x of the grid and at the y and z nodes
  std::array<std::vector<float>, 3> weights_;  ///< per axis (nodes, padded size)
  std::array<int, 3> stride_{};
};

}  // namespace solopose
