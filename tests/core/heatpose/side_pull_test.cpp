#include "core/heatpose/side_pull.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/heatpose/soft_position.h"
#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using solopose::testing::joint_of;
using solopose::testing::random_pose;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
const Grid coarse = Grid::cube({0, 0, 0}, 2600, 16);
const MixtureOptions of_a_voxel{.sigma_mm = 162.5};

/// Where a network that has learnt its targets perfectly puts the joints.
std::vector<float> soft_pose(const Grid& grid, const std::vector<float>& pose,
                             const MixtureOptions& options) {
  std::vector<float> soft(pose.size(), nan);
  for (int joint = 0; joint < joint_count; ++joint) {
    if (!joint_of(pose, joint).allFinite()) continue;
    auto logits = joint_volume(grid, pose, static_cast<Joint>(joint), options);
    for (float& value : logits) value = std::log(value + 1e-20F);
    const Eigen::Vector3d at = soft_position(grid, logits, 2, 2).position_mm;
    for (std::size_t axis = 0; axis < 3; ++axis)
      soft[3 * static_cast<std::size_t>(joint) + axis] = static_cast<float>(at[static_cast<int>(axis)]);
  }
  return soft;
}

std::vector<float> small_random_pose(std::mt19937& random) {
  std::vector<float> pose = random_pose(random);
  for (float& value : pose) value *= 0.7F;  // inside the volume
  return pose;
}

double mean_distance(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (int joint = 0; joint < joint_count; ++joint) sum += (joint_of(a, joint) - joint_of(b, joint)).norm();
  return sum / joint_count;
}

TEST(SidePullTest, squared_centres_are_where_soft_positions_of_the_volume_are) {
  std::mt19937 random(3);
  for (const Grid& grid : {coarse, Grid{{12, 21, 19}, {-900, -1000, -800}, {150, 90, 95}}}) {
    const std::vector<float> pose = small_random_pose(random);
    const std::vector<float> soft = soft_pose(grid, pose, of_a_voxel);
    for (int joint = 0; joint < joint_count; ++joint) {
      const auto mixture = gaussians_of(joint_mixture(pose, static_cast<Joint>(joint), of_a_voxel));
      EXPECT_LT((squared_centre_mm(grid, mixture) - joint_of(soft, joint)).norm(), 0.1) << joint;
    }
  }
}

TEST(SidePullTest, what_a_perfect_network_answers_becomes_the_pose_it_was_taught) {
  std::mt19937 random(4);
  double pulled = 0;
  double taken_out = 0;
  constexpr int poses = 40;
  for (int i = 0; i < poses; ++i) {
    const std::vector<float> pose = small_random_pose(random);
    std::vector<float> soft = soft_pose(coarse, pose, of_a_voxel);
    pulled += mean_distance(soft, pose) / poses;
    take_side_pull_out(coarse, of_a_voxel, soft);
    taken_out += mean_distance(soft, pose) / poses;
  }
  std::printf("16 voxels a side: %.2f mm, taken out: %.2f mm\n", pulled, taken_out);
  EXPECT_GT(pulled, 3);
  EXPECT_LT(taken_out, 0.5);
}

TEST(SidePullTest, missing_joints_stay_missing_and_pull_nothing) {
  std::mt19937 random(5);
  std::vector<float> pose = small_random_pose(random);
  for (std::size_t axis = 0; axis < 3; ++axis) pose[3 * index_of(Joint::neck) + axis] = nan;
  std::vector<float> found = soft_pose(coarse, pose, of_a_voxel);
  take_side_pull_out(coarse, of_a_voxel, found);
  for (int joint = 0; joint < joint_count; ++joint) {
    if (joint_of(pose, joint).allFinite()) {
      EXPECT_LT((joint_of(found, joint) - joint_of(pose, joint)).norm(), 3) << joint;
    } else {
      EXPECT_FALSE(joint_of(found, joint).allFinite());
    }
  }
}

TEST(SidePullTest, a_pose_without_extent_stays_and_answers_unlike_a_person_move_a_voxel_at_most) {
  std::vector<float> nowhere(3 * joint_count, 0.0F);
  take_side_pull_out(coarse, of_a_voxel, nowhere);
  EXPECT_THAT(nowhere, ::testing::Each(::testing::FloatNear(0, 0.1F)));
  std::mt19937 random(6);
  std::uniform_real_distribution<float> anywhere(-1300, 1300);
  for (int i = 0; i < 20; ++i) {
    std::vector<float> pose(3 * joint_count);
    for (float& value : pose) value = anywhere(random);
    const std::vector<float> before = pose;
    take_side_pull_out(coarse, of_a_voxel, pose);
    for (std::size_t k = 0; k < pose.size(); ++k) EXPECT_NEAR(pose[k], before[k], 162.6);
  }
}

}  // namespace
}  // namespace solopose
