#include "core/quality/gaussian_fit.h"

#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <opencv2/core.hpp>

namespace solopose {
namespace {

constexpr int most_iterations = 30;
constexpr double least_gain = 1e-4;  // of the mean log-likelihood of a sample: less is the end
constexpr int cluster_starts = 3;
constexpr int cluster_iterations = 20;
constexpr std::uint64_t seed = 7;

/// How much of each sample each part holds: (parts, samples), columns make 1.
using Shares = Eigen::ArrayXXd;

Shares clusters(const Eigen::MatrixXd& samples, int parts) {
  const auto count = static_cast<int>(samples.cols());
  const Eigen::MatrixXf columns = samples.cast<float>();
  const cv::Mat rows(count, static_cast<int>(samples.rows()), CV_32F, const_cast<float*>(columns.data()));
  cv::Mat labels;
  cv::theRNG().state = seed;
  cv::kmeans(rows, std::min(parts, count), labels,
             {cv::TermCriteria::COUNT + cv::TermCriteria::EPS, cluster_iterations, 1e-3}, cluster_starts,
             cv::KMEANS_PP_CENTERS);
  Shares shares = Shares::Zero(parts, count);
  for (int sample = 0; sample < count; ++sample) shares(labels.at<int>(sample), sample) = 1;
  return shares;
}

std::vector<GaussianPart> maximised(const Eigen::MatrixXd& samples, const Shares& shares,
                                    double least_variance) {
  std::vector<GaussianPart> parts;
  double all_held = 0;
  for (Eigen::Index k = 0; k < shares.rows(); ++k) {
    const double held = shares.row(k).sum();
    if (held < 1) continue;
    GaussianPart& part = parts.emplace_back();
    part.weight = held;
    all_held += held;
    part.mean = samples * shares.row(k).matrix().transpose() / held;
    const Eigen::MatrixXd apart = samples.colwise() - part.mean;
    const Eigen::MatrixXd scaled = apart.array().rowwise() * shares.row(k).sqrt();
    part.covariance = scaled * scaled.transpose() / held;
    part.covariance.diagonal().array() += least_variance;
  }
  for (GaussianPart& part : parts) part.weight /= all_held;
  return parts;
}

/// The shares that the parts let expect. @return the mean log-likelihood of a sample, but for a constant.
double expected(const Eigen::MatrixXd& samples, const std::vector<GaussianPart>& parts, Shares& shares) {
  shares.resize(std::ssize(parts), samples.cols());
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const Eigen::LLT<Eigen::MatrixXd> factors(parts[k].covariance);
    Eigen::MatrixXd apart = samples.colwise() - parts[k].mean;
    factors.matrixL().solveInPlace(apart);
    const double of_part = std::log(parts[k].weight) - factors.matrixLLT().diagonal().array().log().sum();
    shares.row(static_cast<Eigen::Index>(k)) = of_part - 0.5 * apart.colwise().squaredNorm().array();
  }
  const Eigen::RowVectorXd most = shares.colwise().maxCoeff();
  shares = (shares.rowwise() - most.array()).exp();
  const Eigen::RowVectorXd sums = shares.colwise().sum();
  shares.rowwise() /= sums.array();
  return (most.array() + sums.array().log()).mean();
}

}  // namespace

std::vector<GaussianPart> fit_gaussians(const Eigen::MatrixXd& samples, int parts, double least_variance) {
  Shares shares = clusters(samples, parts);
  std::vector<GaussianPart> fitted = maximised(samples, shares, least_variance);
  double likelihood = -std::numeric_limits<double>::infinity();
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    const double now = expected(samples, fitted, shares);
    fitted = maximised(samples, shares, least_variance);
    if (now - likelihood < least_gain) break;
    likelihood = now;
  }
  return fitted;
}

}  // namespace solopose
