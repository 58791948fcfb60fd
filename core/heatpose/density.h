#pragma once

// The one arithmetic of a Gaussian mixture, shared by the CPU loops and the CUDA kernel: a test of one tests
// the other.

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

/// One axis of a Gaussian: the three factors' product times the height is its value.
template <typename Real>
SOLOPOSE_HOST_DEVICE inline Real gaussian_factor(Real position_mm, Real centre_mm, Real sigma_mm) {
  const Real distance = (position_mm - centre_mm) / sigma_mm;
  return std::exp(Real(-0.5) * distance * distance);
}

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

}  // namespace solopose
