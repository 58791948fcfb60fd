#pragma once

#include <span>
#include <vector>

#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/plane_product.h"

namespace solopose {

/// Gaussians as rows of factors along y and z, weighted anew by x for every plane of constant x.
class SeparableTerms {
 public:
  /// Where a Gaussian is below `cutoff` it counts as 0.
  SeparableTerms(const SampleAxes& axes, std::span<const Gaussian> gaussians, Factors factors, double cutoff);

  /// The terms of plane x. They point into this, and are valid until the next call.
  const std::vector<PlaneTerm>& of_plane(int x);

 private:
  struct Entry {
    float height;
    AxisRange planes;
    AxisRange rows;
    AxisRange columns;
  };

  void add(const SampleAxes& axes, const Gaussian& gaussian, Factors kind, double cutoff);

  std::vector<Entry> entries_;
  std::vector<float> factors_;   ///< per entry: x factors, padded y factors, padded z factors
  std::vector<float> weighted_;  ///< per entry: y factors times height times the plane's x factor
  std::vector<PlaneTerm> terms_;
  std::size_t x_size_ = 0;
  std::size_t y_size_ = 0;
  std::size_t row_ = 0;
};

}  // namespace solopose
