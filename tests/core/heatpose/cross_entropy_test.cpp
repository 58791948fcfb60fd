#include "core/heatpose/cross_entropy.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::random_pose;

/// The plain form: a dense target and log-softmax, all in double.
struct Dense {
  double loss = 0;
  std::vector<double> gradient;
};

Dense dense_form(const Grid& grid, const std::vector<float>& logits, const std::vector<Gaussian>& target) {
  const std::vector<double> volume = sum_gaussians_plainly(grid, target);
  double mass = 0;
  for (const double value : volume) mass += value;
  const double highest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
  double partition = 0;
  for (const float logit : logits) partition += std::exp(static_cast<double>(logit) - highest);
  Dense dense;
  for (std::size_t i = 0; i < volume.size(); ++i) {
    const double log_share = static_cast<double>(logits[i]) - highest - std::log(partition);
    dense.loss -= volume[i] / mass * log_share;
    dense.gradient.push_back(std::exp(log_share) - volume[i] / mass);
  }
  return dense;
}

void expect_equals_dense_form(const Grid& grid, const std::vector<Gaussian>& target, double spread,
                              double offset) {
  std::mt19937 random(4);
  std::normal_distribution<double> normal(offset, spread);
  std::vector<float> logits(static_cast<std::size_t>(grid.voxels()));
  for (float& logit : logits) logit = static_cast<float>(normal(random));
  const Dense dense = dense_form(grid, logits, target);
  std::vector<float> gradient(logits.size());
  const CrossEntropy fast = cross_entropy(grid, logits, target, 0.5F, gradient);
  EXPECT_NEAR(fast.loss, dense.loss, 1e-5 * dense.loss);
  EXPECT_EQ(cross_entropy(grid, logits, target).loss, fast.loss);
  const double largest = *std::max_element(dense.gradient.begin(), dense.gradient.end(),
                                           [](double a, double b) { return std::abs(a) < std::abs(b); });
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    ASSERT_NEAR(static_cast<double>(gradient[i]), 0.5 * dense.gradient[i], 1e-5 * std::abs(largest)) << i;
  }
}

class CrossEntropyTest : public ::testing::Test {
 protected:
  std::mt19937 random{21};
  std::vector<float> pose = random_pose(random);
  std::vector<Gaussian> neck = gaussians_of(joint_mixture(pose, Joint::neck, {.sigma_mm = 180}));
};

TEST_F(CrossEntropyTest, equals_the_dense_form_in_double) {
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 16), neck, 2, 0);
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 16),
                           gaussians_of(body_mixture(pose, {.sigma_mm = 180})), 2, 0);
}

TEST_F(CrossEntropyTest, sides_that_fill_no_whole_registers_are_met_too) {
  const Grid odd{{5, 19, 21}, {-1000, -1000, -1000}, {400, 110, 100}};
  expect_equals_dense_form(odd, neck, 2, 0);
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 3), neck, 2, 0);
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 33),
                           gaussians_of(joint_mixture(pose, Joint::head, {.sigma_mm = 85})), 2, 0);
}

TEST_F(CrossEntropyTest, sure_and_far_off_logits_lose_no_precision) {
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 16), neck, 20, 0);
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 16), neck, 2, 512);
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 16), neck, 60, -900);
}

TEST_F(CrossEntropyTest, a_missing_joint_costs_nothing_and_teaches_nothing) {
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 16);
  const std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), 1.0F);
  std::vector<float> gradient(logits.size(), 3.0F);
  EXPECT_EQ(cross_entropy(grid, logits, {}, 1, gradient).loss, 0);
  EXPECT_THAT(gradient, ::testing::Each(0.0F));
}

TEST_F(CrossEntropyTest, a_target_outside_the_grid_or_without_a_place_teaches_nothing) {
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 16);
  const std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), 1.0F);
  for (const float centre : {1e6F, std::numeric_limits<float>::quiet_NaN()}) {
    const std::vector<Gaussian> target{{.centre_mm = {centre, 0, 0}, .sigma_mm = 45}};
    std::vector<float> gradient(logits.size(), 3.0F);
    EXPECT_EQ(cross_entropy(grid, logits, target, 1, gradient).loss, 0) << centre;
    EXPECT_THAT(gradient, ::testing::Each(0.0F)) << centre;
  }
}

TEST_F(CrossEntropyTest, one_voxel_is_always_right_and_another_size_refused) {
  const Grid one = Grid::cube({0, 0, 0}, 2800, 1);
  std::vector<float> gradient(1, 3.0F);
  EXPECT_NEAR(cross_entropy(one, std::vector<float>{2}, neck, 1, gradient).loss, 0, 1e-6);
  EXPECT_NEAR(gradient[0], 0, 1e-6);
  EXPECT_THROW(cross_entropy(one, std::vector<float>{2, 3}, neck), Error);
}

TEST_F(CrossEntropyTest, many_low_side_gaussians_are_not_lost) {
  const auto close = gaussians_of(joint_mixture(pose, Joint::neck, {.spacing_mm = 5}));
  expect_equals_dense_form(Grid::cube({0, 0, 0}, 2800, 32), close, 2, 0);
}

TEST_F(CrossEntropyTest, a_logit_that_is_no_number_is_not_hidden) {
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 16);
  for (const std::size_t at : {std::size_t{0}, std::size_t{5}, std::size_t{4095}}) {
    std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), 1.0F);
    logits[at] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_TRUE(std::isnan(cross_entropy(grid, logits, neck).loss)) << at;
  }
}

}  // namespace
}  // namespace solopose
