#include "core/heatpose/mixture.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::random_pose;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

TEST(Mixture, has_the_main_gaussian_on_the_joint_and_floor_of_length_over_c_sides_along_each_bone) {
  std::mt19937 random(1);
  const MixtureOptions options;
  for (int round = 0; round < 200; ++round) {
    const auto pose = random_pose(random);
    for (int j = 0; j < joint_count; ++j) {
      const auto mixture = joint_mixture(pose, static_cast<Joint>(j), options);
      ASSERT_FALSE(mixture.empty());
      EXPECT_EQ(mixture[0].step, 0);
      std::size_t expected = 1;
      for (const Joint towards : adjacent_joints(static_cast<Joint>(j))) {
        expected += static_cast<std::size_t>((joint_of(pose, index_of(towards)) - joint_of(pose, j)).norm() /
                                             options.spacing_mm);
      }
      EXPECT_EQ(mixture.size(), expected);
      for (const auto& component : mixture) {
        const Eigen::Vector3d centre(static_cast<double>(component.gaussian.centre_mm[0]),
                                     static_cast<double>(component.gaussian.centre_mm[1]),
                                     static_cast<double>(component.gaussian.centre_mm[2]));
        EXPECT_NEAR((centre - joint_of(pose, j)).norm(), component.step * options.spacing_mm, 0.01);
        const double root = component.step + 1;
        EXPECT_NEAR(static_cast<double>(component.gaussian.sigma_mm), root * root * options.sigma_mm, 1e-3);
      }
    }
  }
}

TEST(Mixture, literal_rule_makes_the_first_side_as_high_as_the_main) {
  std::vector<float> pose(joint_count * 3, missing);
  for (int axis = 0; axis < 3; ++axis) pose[static_cast<std::size_t>(axis)] = 0;
  pose[3] = 250;
  pose[4] = pose[5] = 0;
  const auto literal = joint_mixture(pose, Joint::pelvis, {.rule = SigmaRule::equation_7});
  ASSERT_EQ(literal.size(), 3U);
  EXPECT_FLOAT_EQ(literal[1].gaussian.height, literal[0].gaussian.height);
  EXPECT_FLOAT_EQ(literal[2].gaussian.sigma_mm, 4 * 45.0F);
  const auto growing = joint_mixture(pose, Joint::pelvis, {});
  EXPECT_FLOAT_EQ(growing[1].gaussian.height, 1.0F / 64);
}

TEST(Mixture, missing_joints_zero_length_bones_and_long_spacing_add_nothing) {
  std::vector<float> pose(joint_count * 3, missing);
  EXPECT_TRUE(body_mixture(pose, {}).empty());
  std::fill(pose.begin(), pose.end(), 5.0F);
  EXPECT_EQ(body_mixture(pose, {}).size(), 15U);
  std::mt19937 random(2);
  EXPECT_EQ(body_mixture(random_pose(random), {.spacing_mm = 600}).size(), 15U);
  EXPECT_EQ(body_mixture(random_pose(random), {.sides = false}).size(), 15U);
  pose[1] = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(joint_mixture(pose, Joint::pelvis, {}).empty());
}

TEST(Mixture, absurd_bones_and_spacings_have_a_thousand_sides_at_most) {
  std::vector<float> pose(joint_count * 3, 0.0F);
  pose[3] = 1e30F;
  EXPECT_EQ(joint_mixture(pose, Joint::right_hip, {}).size(), 1U + 2 * 1000U);
  std::mt19937 random(3);
  EXPECT_LE(body_mixture(random_pose(random), {.spacing_mm = 1e-9}).size(), 15U + 28 * 1000U);
}

TEST(Mixture, refuses_sizes_and_widths_that_mean_nothing) {
  std::vector<float> pose(joint_count * 3, 0.0F);
  EXPECT_THROW(body_mixture(pose, {.sigma_mm = 0}), Error);
  EXPECT_THROW(body_mixture(pose, {.spacing_mm = -1}), Error);
  EXPECT_THROW(body_mixture(pose, {.sigma_mm = std::numeric_limits<double>::infinity()}), Error);
  pose.pop_back();
  EXPECT_THROW(body_mixture(pose, {}), Error);
}

}  // namespace
}  // namespace solopose
