#include "core/quality/gaussian_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <Eigen/Cholesky>

#include "core/base/seeded_random.h"

namespace solopose {
namespace {

double normal(SeededRandom& random) {
  return std::sqrt(-2 * std::log(1 - random.unit())) * std::cos(2 * std::numbers::pi * random.unit());
}

Eigen::MatrixXd drawn(const std::vector<GaussianPart>& parts, int count) {
  SeededRandom random(11);
  Eigen::MatrixXd samples(parts.front().mean.size(), count);
  for (int i = 0; i < count; ++i) {
    const GaussianPart& part = parts[random.unit() < parts.front().weight ? 0 : 1];
    Eigen::VectorXd point(part.mean.size());
    for (double& value : point) value = normal(random);
    samples.col(i) = part.mean + Eigen::MatrixXd(part.covariance.llt().matrixL()) * point;
  }
  return samples;
}

TEST(GaussianFitTest, finds_the_gaussians_that_samples_were_drawn_from) {
  const std::vector<GaussianPart> parts = {
      {Eigen::Vector2d(0, 0), (Eigen::Matrix2d() << 1, 0, 0, 4).finished(), 0.3},
      {Eigen::Vector2d(12, 8), (Eigen::Matrix2d() << 9, 3, 3, 2).finished(), 0.7}};
  auto fitted = fit_gaussians(drawn(parts, 20'000), 2, 1e-9);
  ASSERT_EQ(fitted.size(), 2U);
  std::ranges::sort(fitted, {}, &GaussianPart::weight);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(fitted[k].weight, parts[k].weight, 0.02);
    EXPECT_LT((fitted[k].mean - parts[k].mean).norm(), 0.1);
    EXPECT_LT((fitted[k].covariance - parts[k].covariance).norm(), 0.06 * parts[k].covariance.norm());
  }
}

TEST(GaussianFitTest, one_part_is_the_mean_and_the_covariance_of_the_samples) {
  Eigen::MatrixXd samples(2, 4);
  samples << 0, 2, 0, 2,  //
      0, 0, 6, 6;
  const auto fitted = fit_gaussians(samples, 1, 0.5);
  ASSERT_EQ(fitted.size(), 1U);
  EXPECT_DOUBLE_EQ(fitted[0].weight, 1);
  EXPECT_TRUE(fitted[0].mean.isApprox(Eigen::Vector2d(1, 3)));
  EXPECT_TRUE(fitted[0].covariance.isApprox((Eigen::Matrix2d() << 1.5, 0, 0, 9.5).finished()));
}

TEST(GaussianFitTest, samples_that_are_all_the_same_have_no_more_than_the_least_variance) {
  const auto fitted = fit_gaussians(Eigen::MatrixXd::Constant(3, 500, 7), 4, 2);
  double weight = 0;
  for (const GaussianPart& part : fitted) {
    weight += part.weight;
    EXPECT_TRUE(part.mean.isApprox(Eigen::Vector3d::Constant(7)));
    EXPECT_TRUE(part.covariance.isApprox(2 * Eigen::Matrix3d::Identity()));
  }
  EXPECT_NEAR(weight, 1, 1e-9);
}

}  // namespace
}  // namespace solopose
