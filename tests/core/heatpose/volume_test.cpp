#include "core/heatpose/volume.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::random_pose;

double worst_difference(const std::vector<float>& fast, const std::vector<double>& plain) {
  double worst = 0;
  for (std::size_t i = 0; i < fast.size(); ++i)
    worst = std::max(worst, std::abs(static_cast<double>(fast[i]) - plain[i]));
  return worst;
}

struct Case {
  std::array<int, 3> size;
  double extent_mm;
  SigmaRule rule;
  double sigma_mm = 45;
  double spacing_mm = 100;
};

class VolumeAgreement : public ::testing::TestWithParam<Case> {};

TEST_P(VolumeAgreement, with_the_plain_double_sum_to_1e_5_of_the_maximum) {
  std::mt19937 random(3);
  Grid grid = Grid::cube({10, -20, 30}, GetParam().extent_mm, 64);
  grid.size = GetParam().size;
  for (int axis = 0; axis < 3; ++axis)
    grid.spacing_mm[axis] = GetParam().extent_mm / grid.size[static_cast<std::size_t>(axis)];
  grid.origin_mm = Eigen::Vector3d(10, -20, 30) - 0.5 * GetParam().extent_mm * Eigen::Vector3d::Ones() +
                   0.5 * grid.spacing_mm;
  for (int round = 0; round < 3; ++round) {
    const auto pose = random_pose(random);
    const MixtureOptions options{
        .sigma_mm = GetParam().sigma_mm, .spacing_mm = GetParam().spacing_mm, .rule = GetParam().rule};
    const auto gaussians = gaussians_of(body_mixture(pose, options));
    const auto plain = sum_gaussians_plainly(grid, gaussians);
    std::vector<float> fast(static_cast<std::size_t>(grid.voxels()), 7.0F);
    sum_gaussians(grid, gaussians, fast);
    const double maximum = *std::max_element(plain.begin(), plain.end());
    EXPECT_LT(worst_difference(fast, plain), 1e-5 * maximum);
  }
}

INSTANTIATE_TEST_SUITE_P(Grids, VolumeAgreement,
                         ::testing::Values(Case{{64, 64, 64}, 2800, SigmaRule::growing},
                                           Case{{64, 64, 64}, 2800, SigmaRule::equation_7},
                                           Case{{64, 64, 64}, 2000, SigmaRule::growing},
                                           Case{{64, 64, 64}, 5000, SigmaRule::growing},
                                           Case{{41, 50, 67}, 2800, SigmaRule::growing},
                                           Case{{33, 17, 5}, 2800, SigmaRule::growing},
                                           Case{{96, 96, 96}, 2400, SigmaRule::growing},
                                           Case{{40, 40, 40}, 2800, SigmaRule::growing, 45, 30},
                                           Case{{40, 40, 40}, 2800, SigmaRule::growing, 45, 10},
                                           Case{{40, 40, 40}, 2800, SigmaRule::growing, 20, 10},
                                           Case{{40, 40, 40}, 2800, SigmaRule::equation_7, 45, 20},
                                           Case{{40, 40, 40}, 2800, SigmaRule::growing, 300, 200}));

/// What is left of equation 8 where the fast sum is not exact, of the maximum.
double error_of(const Grid& grid, const std::vector<float>& volume, const std::vector<Gaussian>& gaussians) {
  std::vector<double> plain = sum_gaussians_plainly(grid, gaussians);
  const double maximum = *std::max_element(plain.begin(), plain.end());
  for (double& value : plain) value /= maximum;
  return worst_difference(volume, plain);
}

TEST(Volume, is_divided_by_its_maximum_however_far_outside_the_joints_are) {
  std::mt19937 random(6);
  const auto pose = random_pose(random);
  const auto gaussians = gaussians_of(body_mixture(pose, {}));
  for (int away = 0; away <= 6000; away += 100) {
    const Grid grid = Grid::cube(Eigen::Vector3d::Constant(away), 1000, 16);
    const auto volume = body_volume(grid, pose, {});
    EXPECT_FLOAT_EQ(*std::max_element(volume.begin(), volume.end()), 1.0F) << away;
    EXPECT_LT(error_of(grid, volume, gaussians), 1e-5) << away;
  }
  for (const double away : {600.0, 750.0, 1100.0}) {
    const Grid grid = Grid::cube(joint_of(pose, 0) + Eigen::Vector3d(0, away, 0), 1000, 32);
    EXPECT_LT(error_of(grid, body_volume(grid, pose, {}), gaussians), 1e-5) << away;
    EXPECT_LT(error_of(grid, joint_volume(grid, pose, Joint::pelvis, {}),
                       gaussians_of(joint_mixture(pose, Joint::pelvis, {}))),
              1e-5)
        << away;
  }
}

TEST(Volume, tails_too_low_to_be_summed_are_nothing) {
  std::vector<float> pose(joint_count * 3, std::numeric_limits<float>::quiet_NaN());
  pose[0] = pose[1] = pose[2] = 0;
  const MixtureOptions narrow{.sigma_mm = 1, .sides = false};
  EXPECT_THAT(body_volume(Grid::cube({800, 0, 0}, 800, 8), pose, narrow), ::testing::Each(0.0F));
}

TEST(Volume, known_joints_alone_make_it_and_bones_without_length_or_shorter_than_c_add_nothing) {
  std::mt19937 random(9);
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 24);
  std::vector<float> pose = random_pose(random);
  for (const Joint gone : {Joint::neck, Joint::left_knee})
    pose[static_cast<std::size_t>(3 * index_of(gone) + 1)] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_LT(error_of(grid, body_volume(grid, pose, {}), gaussians_of(body_mixture(pose, {}))), 1e-5);
  EXPECT_THAT(joint_volume(grid, pose, Joint::neck, {}), ::testing::Each(0.0F));
  const MixtureOptions long_spacing{.spacing_mm = 600};
  EXPECT_EQ(body_volume(grid, pose, long_spacing), body_volume(grid, pose, {.sides = false}));
  std::fill(pose.begin(), pose.end(), 5.0F);
  EXPECT_EQ(body_volume(grid, pose, {}), body_volume(grid, pose, {.sides = false}));
}

TEST(Volume, one_voxel_no_joint_and_wrong_sizes_are_defined) {
  std::vector<float> pose(joint_count * 3, std::numeric_limits<float>::quiet_NaN());
  EXPECT_THAT(body_volume(Grid::cube({0, 0, 0}, 100, 4), pose, {}), ::testing::Each(0.0F));
  std::mt19937 random(7);
  EXPECT_THAT(body_volume(Grid::cube({0, 0, 0}, 2800, 1), random_pose(random), {}),
              ::testing::ElementsAre(1.0F));
  EXPECT_THAT(joint_volume(Grid::cube({0, 0, 0}, 2800, 1), random_pose(random), Joint::head, {}),
              ::testing::ElementsAre(1.0F));
  std::vector<float> small(7);
  EXPECT_THROW(sum_gaussians(Grid::cube({0, 0, 0}, 100, 2), {}, small), Error);
  EXPECT_THROW(Grid::cube({0, 0, 0}, 100, 0), Error);
  EXPECT_THROW(Grid::cube({0, 0, 0}, 0, 8), Error);
  EXPECT_THROW(Grid::cube({0, 0, 0}, std::numeric_limits<double>::infinity(), 8), Error);
}

TEST(Grid, index_voxel_and_position_are_each_others_inverse) {
  Grid grid;
  grid.size = {3, 5, 7};
  grid.origin_mm = {1, 2, 3};
  grid.spacing_mm = {10, 20, 30};
  for (std::int64_t i = 0; i < grid.voxels(); ++i) {
    const auto voxel = grid.voxel_at(i);
    EXPECT_EQ(grid.index(voxel[0], voxel[1], voxel[2]), i);
    EXPECT_TRUE(
        grid.voxel_of(grid.centre_mm(voxel)).isApprox(Eigen::Vector3d(voxel[0], voxel[1], voxel[2])) ||
        i == 0);
    EXPECT_TRUE(grid.contains(grid.centre_mm(voxel)));
  }
  EXPECT_FALSE(grid.contains({-5, 2, 3}));
  EXPECT_FALSE(grid.contains(Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Grid, extent_holds_every_joint_and_what_a_smaller_one_leaves_out_is_counted) {
  std::mt19937 random(8);
  std::vector<float> poses;
  for (int i = 0; i < 50; ++i) {
    const auto pose = random_pose(random);
    poses.insert(poses.end(), pose.begin(), pose.end());
  }
  poses[20] = std::numeric_limits<float>::quiet_NaN();
  const double extent = extent_for(poses, 0, 0);
  EXPECT_EQ(joints_outside(poses, 0, extent * 1.000001), 0);
  EXPECT_EQ(joints_outside(poses, 0, extent * 0.999), 1);
  EXPECT_GT(joints_outside(poses, 0, 500), 50);
}

}  // namespace
}  // namespace solopose
