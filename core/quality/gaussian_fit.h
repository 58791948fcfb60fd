#pragma once

#include <vector>

#include <Eigen/Core>

namespace solopose {

/// A part of a Gaussian mixture.
struct GaussianPart {
  Eigen::VectorXd mean;
  Eigen::MatrixXd covariance;
  double weight = 0;  ///< 0 to 1; those of all parts make 1
};

/// A mixture of `parts` Gaussians for finite samples (dimensions, samples), by expectation maximisation
/// (Dempster, Laird and Rubin 1977) from k-means' clusters; parts that lose their samples are left out. A
/// covariance is never narrower than `least_variance` along an axis of the samples. The same samples give the
/// same mixture.
std::vector<GaussianPart> fit_gaussians(const Eigen::MatrixXd& samples, int parts, double least_variance);

}  // namespace solopose
