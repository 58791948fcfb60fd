#pragma once

// The plain arithmetic of a Gaussian mixture, shared by the CUDA kernels and the loop that the CPU's fast
// forms are held against: a test of one tests the other.

#include <cmath>

#if defined(__CUDACC__)
#define SOLOPOSE_HOST_DEVICE __host__ __device__
#else
#define SOLOPOSE_HOST_DEVICE
#endif

namespace solopose {

/// height * exp(-|x - centre|^2 / (2 sigma^2)), in mm. height is the normal density's own, 1 / (2 pi
/// sigma^2)^(3/2), times sigma_main^3 (2 pi)^(3/2), so that a main Gaussian is 1 high: equation 8 divides by
/// the maximum anyway.
struct Gaussian {
  float centre_mm[3] = {0, 0, 0};
  float sigma_mm = 1;
  float height = 1;
};

/// The mixture's value at a point, before equation 8's division.
template <typename Real>
SOLOPOSE_HOST_DEVICE inline Real mixture_density(const Gaussian* gaussians, int count, Real x_mm, Real y_mm,
                                                 Real z_mm) {
  Real sum = 0;
  for (int g = 0; g < count; ++g) {
    const Gaussian& gaussian = gaussians[g];
    const Real dx = x_mm - Real(gaussian.centre_mm[0]);
    const Real dy = y_mm - Real(gaussian.centre_mm[1]);
    const Real dz = z_mm - Real(gaussian.centre_mm[2]);
    const Real precision = Real(-0.5) / (Real(gaussian.sigma_mm) * Real(gaussian.sigma_mm));
    sum += Real(gaussian.height) * std::exp(precision * (dx * dx + dy * dy + dz * dz));
  }
  return sum;
}

/// A grid without its library types, so that device code can have it: see Grid.
struct VoxelGrid {
  int size[3] = {1, 1, 1};
  double origin_mm[3] = {0, 0, 0};
  double spacing_mm[3] = {1, 1, 1};
};

/// The mixture's value at the centre of voxel `index` of a volume (x, y, z), z fastest.
template <typename Real>
SOLOPOSE_HOST_DEVICE inline Real voxel_density(const VoxelGrid& grid, const Gaussian* gaussians, int count,
                                               long long index) {
  const int z = static_cast<int>(index % grid.size[2]);
  const int y = static_cast<int>(index / grid.size[2] % grid.size[1]);
  const int x = static_cast<int>(index / grid.size[2] / grid.size[1]);
  return mixture_density(gaussians, count, Real(grid.origin_mm[0] + x * grid.spacing_mm[0]),
                         Real(grid.origin_mm[1] + y * grid.spacing_mm[1]),
                         Real(grid.origin_mm[2] + z * grid.spacing_mm[2]));
}

}  // namespace solopose
