#pragma once

#include <cmath>

#include <Eigen/Core>

namespace solopose {

/// height * exp(-|x - centre|^2 / (2 sigma^2)), in mm. height is the normal density's own, 1 / (2 pi
/// sigma^2)^(3/2), times sigma_main^3 (2 pi)^(3/2), so that a main Gaussian is 1 high: equation 8 divides by
/// the maximum anyway.
struct Gaussian {
  float centre_mm[3] = {0, 0, 0};
  float sigma_mm = 1;
  float height = 1;
};

/// A Gaussian's value at a point, in double: the plain arithmetic that the fast forms are held against.
inline double density_at(const Eigen::Vector3d& point_mm, const Gaussian& gaussian) {
  const Eigen::Vector3d offset = point_mm - Eigen::Vector3f(gaussian.centre_mm).cast<double>();
  const double sigma = gaussian.sigma_mm;
  return double{gaussian.height} * std::exp(-0.5 * offset.squaredNorm() / (sigma * sigma));
}

}  // namespace solopose
