#include "core/heatpose/decode.h"

#include <cstdio>
#include <limits>

#include <gtest/gtest.h>

#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::random_pose;

struct Accuracy {
  std::int64_t joints = 0;
  std::int64_t wrong_voxel = 0;
  double quantisation_mm = 0;
  double refined_mm = 0;
};

/// Decode each joint from its own volume, a window round the joint being as good as the whole: outside it the
/// sides never win.
Accuracy decode_poses(int poses, SigmaRule rule) {
  std::mt19937 random(11);
  Accuracy accuracy;
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 64);
  std::vector<float> volume(static_cast<std::size_t>(grid.voxels()));
  const double tolerance = 0.5 * grid.spacing_mm[0] + 0.5;
  for (int p = 0; p < poses; ++p) {
    const auto pose = random_pose(random);
    for (int j = 0; j < joint_count; ++j) {
      const Eigen::Vector3d truth = joint_of(pose, j);
      if (!grid.contains(truth)) continue;
      joint_volume(grid, pose, static_cast<Joint>(j), {.rule = rule}, volume);
      const Eigen::Vector3d centre = grid.centre_mm(grid.voxel_at(maximum_voxel(volume)));
      ++accuracy.joints;
      accuracy.wrong_voxel += (centre - truth).cwiseAbs().maxCoeff() > tolerance;
      accuracy.quantisation_mm += (centre - truth).norm();
      accuracy.refined_mm += (decode_joint_mm(grid, volume) - truth).norm();
    }
  }
  accuracy.quantisation_mm /= static_cast<double>(accuracy.joints);
  accuracy.refined_mm /= static_cast<double>(accuracy.joints);
  return accuracy;
}

TEST(Decode, default_rule_keeps_every_maximum_in_the_joints_voxel_and_refines_below_a_millimetre) {
  const Accuracy growing = decode_poses(100, SigmaRule::growing);
  const Accuracy literal = decode_poses(20, SigmaRule::equation_7);
  std::printf("default rule: %lld joints, %lld maxima off the voxel, quantisation %.2f mm, refined %.3f mm\n",
              static_cast<long long>(growing.joints), static_cast<long long>(growing.wrong_voxel),
              growing.quantisation_mm, growing.refined_mm);
  std::printf("equation 7:   %lld joints, %lld maxima off the voxel, quantisation %.2f mm, refined %.3f mm\n",
              static_cast<long long>(literal.joints), static_cast<long long>(literal.wrong_voxel),
              literal.quantisation_mm, literal.refined_mm);
  EXPECT_EQ(growing.wrong_voxel, 0);
  EXPECT_LT(growing.refined_mm, 1.0);
  EXPECT_GT(literal.wrong_voxel, literal.joints / 10);
}

TEST(Decode, a_single_gaussian_is_found_exactly) {
  std::mt19937 random(12);
  std::uniform_real_distribution<double> inside(-900, 900);
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 64);
  std::vector<float> pose(joint_count * 3, std::numeric_limits<float>::quiet_NaN());
  for (int round = 0; round < 50; ++round) {
    for (std::size_t axis = 0; axis < 3; ++axis) pose[axis] = static_cast<float>(inside(random));
    const auto volume = joint_volume(grid, pose, Joint::pelvis, {});
    EXPECT_LT((decode_joint_mm(grid, volume) - joint_of(pose, 0)).norm(), 0.01);
  }
}

TEST(Decode, volumes_without_a_maximum_decode_to_missing) {
  const Grid grid = Grid::cube({0, 0, 0}, 100, 2);
  constexpr float missing = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(decode_joint_mm(grid, std::vector<float>(8, 0.0F)).allFinite());
  EXPECT_FALSE(decode_joint_mm(grid, std::vector<float>(8, missing)).allFinite());
  EXPECT_EQ(maximum_voxel(std::vector<float>{missing, 1, 3, missing, 3}), 2);
  EXPECT_EQ(maximum_voxel({}), -1);
  EXPECT_TRUE(decode_joint_mm(Grid::cube({1, 2, 3}, 100, 1), std::vector<float>{1.0F})
                  .isApprox(Eigen::Vector3d(1, 2, 3)));
}

TEST(Decode, soft_argmax_in_a_window_ignores_what_lies_outside_it) {
  const Grid grid = Grid::cube({0, 0, 0}, 1600, 16);
  std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), -4.0F);
  logits[static_cast<std::size_t>(grid.index(4, 5, 6))] = 6;
  logits[static_cast<std::size_t>(grid.index(5, 5, 6))] = 6;
  logits[static_cast<std::size_t>(grid.index(14, 14, 14))] = 5;
  const Eigen::Vector3d between = grid.position_mm({4.5, 5, 6});
  EXPECT_LT((soft_argmax_mm(grid, logits, 1) - between).norm(), 1);
  EXPECT_GT((soft_argmax_mm(grid, logits, 16) - between).norm(), 50);
  EXPECT_NEAR(peak_mass(grid, logits, 16), 1, 1e-12);
  EXPECT_LT(peak_mass(grid, logits, 1), 0.9);
}

}  // namespace
}  // namespace solopose
