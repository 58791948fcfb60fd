#include "core/heatpose/cross_entropy.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::random_pose;

class CrossEntropyTest : public ::testing::Test {
 protected:
  CrossEntropyTest() {
    std::normal_distribution<float> normal(0, 2);
    for (float& logit : logits) logit = normal(random);
    target = gaussians_of(joint_mixture(random_pose(random), Joint::neck, {.sigma_mm = 180}));
  }

  std::mt19937 random{21};
  Grid grid = Grid::cube({0, 0, 0}, 2800, 16);
  std::vector<float> logits = std::vector<float>(static_cast<std::size_t>(grid.voxels()));
  std::vector<Gaussian> target;
};

TEST_F(CrossEntropyTest, equals_the_dense_form_in_double) {
  auto dense = sum_gaussians_plainly(grid, target);
  double mass = 0;
  double partition = 0;
  for (const double value : dense) mass += value;
  for (const float logit : logits) partition += std::exp(static_cast<double>(logit));
  double loss = 0;
  for (std::size_t i = 0; i < dense.size(); ++i)
    loss -= dense[i] / mass * (static_cast<double>(logits[i]) - std::log(partition));
  const CrossEntropy forward = cross_entropy(grid, logits, target);
  EXPECT_NEAR(forward.loss, loss, 1e-5 * loss);

  std::vector<float> gradient(logits.size());
  cross_entropy_gradient(grid, logits, target, forward, 0.5F, gradient);
  for (std::size_t i = 0; i < dense.size(); ++i) {
    const double expected = 0.5 * (std::exp(static_cast<double>(logits[i])) / partition - dense[i] / mass);
    ASSERT_NEAR(static_cast<double>(gradient[i]), expected, 1e-7);
  }
}

TEST_F(CrossEntropyTest, gradient_may_overwrite_the_logits) {
  const CrossEntropy forward = cross_entropy(grid, logits, target);
  std::vector<float> gradient(logits.size());
  cross_entropy_gradient(grid, logits, target, forward, 1, gradient);
  cross_entropy_gradient(grid, logits, target, forward, 1, logits);
  EXPECT_EQ(gradient, logits);
}

TEST_F(CrossEntropyTest, a_missing_joint_costs_nothing_and_teaches_nothing) {
  const CrossEntropy forward = cross_entropy(grid, logits, {});
  EXPECT_EQ(forward.loss, 0);
  cross_entropy_gradient(grid, logits, {}, forward, 1, logits);
  EXPECT_THAT(logits, ::testing::Each(0.0F));
}

}  // namespace
}  // namespace solopose
