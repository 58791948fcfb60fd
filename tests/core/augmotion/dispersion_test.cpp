#include "core/augmotion/dispersion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/augmotion/trunk.h"
#include "core/base/error.h"
#include "tests/core/augmotion/bodies.h"

namespace solopose {
namespace {

using testing::joint_of;

double dispersion_of(const std::vector<std::vector<float>>& views) {
  const std::vector<std::span<const float>> spans(views.begin(), views.end());
  Dispersion dispersion;
  dispersion.add(spans);
  return dispersion.mean_mm();
}

TEST(dispersion, is_the_mean_distance_to_the_views_mean) {
  const std::vector<float> one = testing::moving_person(10, 1);
  EXPECT_NEAR(dispersion_of({one, one, one}), 0, 1e-9);
  const auto shifted = testing::moved(one, {Eigen::Matrix3d::Identity(), {0, 60, 80}, 1.0});
  EXPECT_NEAR(dispersion_of({one, shifted}), 50, 1e-3);
  EXPECT_NEAR(dispersion_of({one, one, shifted}), 100 * (2 * 1.0 / 3 + 2.0 / 3) / 3, 1e-3);
}

TEST(dispersion, counts_only_joints_that_all_views_have) {
  std::vector<float> one = testing::moving_person(2, 1);
  std::vector<float> two = one;
  joint_of(one, 0, Joint::head)[0] = std::numeric_limits<float>::quiet_NaN();
  joint_of(two, 0, Joint::head)[0] += 1e6F;
  joint_of(two, 1, Joint::neck)[2] = std::numeric_limits<float>::infinity();
  const std::vector<std::span<const float>> views = {one, two};
  Dispersion dispersion;
  dispersion.add(views);
  EXPECT_EQ(dispersion.joints(), 28);
  EXPECT_EQ(dispersion.mean_mm(), 0);
  EXPECT_EQ(Dispersion{}.mean_mm(), 0);
}

TEST(dispersion, adds_up_over_pieces) {
  const std::vector<float> one = testing::moving_person(30, 1);
  const std::vector<float> two = testing::moving_person(30, 2);
  Dispersion pieces;
  for (std::size_t first = 0; first < one.size(); first += 10 * 45) {
    const std::vector<std::span<const float>> views = {std::span(one).subspan(first, 450),
                                                       std::span(two).subspan(first, 450)};
    pieces.add(views);
  }
  EXPECT_NEAR(pieces.mean_mm(), dispersion_of({one, two}), 1e-9);
}

TEST(dispersion, stray_joints_become_missing_and_reaching_ones_stay) {
  const std::vector<float> clean = testing::moving_person(4, 1);
  std::vector<float> poses = clean;
  joint_of(poses, 1, Joint::left_wrist)[1] = 1e6F;
  joint_of(poses, 2, Joint::pelvis)[0] = -1e30F;
  joint_of(poses, 3, Joint::head)[2] = std::numeric_limits<float>::infinity();
  joint_of(poses, 3, Joint::left_wrist)[2] += 1000;
  EXPECT_EQ(leave_out_stray_joints(poses), 3);
  EXPECT_TRUE(std::isnan(joint_of(poses, 1, Joint::left_wrist)[0]));
  EXPECT_TRUE(std::isnan(joint_of(poses, 2, Joint::pelvis)[2]));
  EXPECT_TRUE(std::isnan(joint_of(poses, 3, Joint::head)[2]));
  EXPECT_FALSE(std::isnan(joint_of(poses, 3, Joint::left_wrist)[2]));
  EXPECT_EQ(std::ranges::count_if(poses, [](float value) { return std::isnan(value); }), 9);
}

TEST(dispersion, refuses_views_of_different_lengths) {
  const std::vector<float> one(90), two(45);
  const std::vector<std::span<const float>> views = {one, two};
  Dispersion dispersion;
  EXPECT_THROW(dispersion.add(views), Error);
}

}  // namespace
}  // namespace solopose
