#include "core/heatpose/decode.h"

#include <cstdio>
#include <limits>
#include <mutex>

#include <gtest/gtest.h>

#include "core/base/parallel.h"
#include "core/formats/reader.h"
#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::random_pose;

struct Accuracy {
  std::int64_t joints = 0;
  std::int64_t wrong_voxel = 0;
  double quantisation_mm = 0;  ///< sums until mean()
  double refined_mm = 0;

  Accuracy& operator+=(const Accuracy& other) {
    joints += other.joints;
    wrong_voxel += other.wrong_voxel;
    quantisation_mm += other.quantisation_mm;
    refined_mm += other.refined_mm;
    return *this;
  }
};

/// Each joint of one pose decoded from its own 64^3 volume over 2.8 m round the pelvis. Wrong: the maximum's
/// voxel centre is more than half a voxel plus 0.5 mm away on some axis.
Accuracy decode_pose(const std::vector<float>& pose, SigmaRule rule, std::vector<float>& volume) {
  const Grid grid = Grid::cube(joint_of(pose, 0), 2800, 64);
  volume.resize(static_cast<std::size_t>(grid.voxels()));
  Accuracy accuracy;
  for (int j = 0; j < joint_count; ++j) {
    const Eigen::Vector3d truth = joint_of(pose, j);
    if (!grid.contains(truth)) continue;
    joint_volume(grid, pose, static_cast<Joint>(j), {.rule = rule}, volume);
    const Eigen::Vector3d centre = grid.centre_mm(grid.voxel_at(maximum_voxel(volume)));
    ++accuracy.joints;
    accuracy.wrong_voxel += (centre - truth).cwiseAbs().maxCoeff() > 0.5 * grid.spacing_mm[0] + 0.5;
    accuracy.quantisation_mm += (centre - truth).norm();
    accuracy.refined_mm += (decode_joint_mm(grid, volume) - truth).norm();
  }
  return accuracy;
}

/// `pose(i)` for i in [0, count), on all cores.
Accuracy decode_poses(std::int64_t count, SigmaRule rule,
                      const std::function<std::vector<float>(std::int64_t)>& pose) {
  std::mutex guard;
  Accuracy all;
  parallel_for(count, [&](std::int64_t i) {
    thread_local std::vector<float> volume;
    const Accuracy one = decode_pose(pose(i), rule, volume);
    const std::lock_guard lock(guard);
    all += one;
  });
  return all;
}

void print(const char* title, const Accuracy& accuracy) {
  const auto joints = static_cast<double>(accuracy.joints);
  std::printf(
      "%-28s %7lld joints, %6.2f %% of the maxima off the joint's voxel, quantisation %5.2f mm, refined "
      "%6.3f mm\n",
      title, static_cast<long long>(accuracy.joints),
      100 * static_cast<double>(accuracy.wrong_voxel) / joints, accuracy.quantisation_mm / joints,
      accuracy.refined_mm / joints);
}

std::vector<float> numbered_pose(std::int64_t i) {
  std::mt19937 random(static_cast<unsigned>(i));
  return random_pose(random);
}

#ifdef __SANITIZE_ADDRESS__  // a hundred times slower
constexpr std::int64_t random_poses = 100;
constexpr std::size_t every_frame = 40;
#else
constexpr std::int64_t random_poses = 10'000;
constexpr std::size_t every_frame = 1;
#endif

TEST(Decode, default_rule_keeps_every_maximum_in_the_joints_voxel_for_10000_random_poses) {
  const Accuracy growing = decode_poses(random_poses, SigmaRule::growing, numbered_pose);
  const Accuracy literal = decode_poses(random_poses / 50, SigmaRule::equation_7, numbered_pose);
  print("random, default rule:", growing);
  print("random, equation 7 read literally:", literal);
  EXPECT_EQ(growing.wrong_voxel, 0);
  EXPECT_LT(growing.refined_mm / static_cast<double>(growing.joints), 1.0);
  EXPECT_GT(literal.wrong_voxel, literal.joints / 10);
}

TEST(Decode, a_hundred_random_poses_on_any_processor) {
  const Accuracy growing = decode_poses(100, SigmaRule::growing, numbered_pose);
  EXPECT_EQ(growing.wrong_voxel, 0);
  EXPECT_LT(growing.refined_mm / static_cast<double>(growing.joints), 1.0);
}

TEST(Decode, default_rule_keeps_every_maximum_in_the_joints_voxel_for_every_frame_of_real_dance) {
  REQUIRE_SHARED_DATA();
  std::vector<std::vector<float>> poses;
  const auto keep = [&](Sequence&& sequence) {
    const std::vector<float> all = to_canonical(*sequence.joints, sequence.positions_mm);
    for (std::size_t first = 0; first < all.size(); first += joint_count * 3 * every_frame) {
      poses.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(first),
                         all.begin() + static_cast<std::ptrdiff_t>(first) + joint_count * 3);
    }
  };
  for (const char* file : {"aist_sample.pkl", "gBR_sBM_cAll_d04_mBR0_ch03.pkl"}) {
    reader_named("aist").read(testing::shared_data() / "aistpp/keypoints3d" / file, {}, keep,
                              [](const std::string&) {}, {});
  }
  ASSERT_EQ(poses.size(), 1440U / every_frame);
  const auto real = [&](std::int64_t i) { return poses[static_cast<std::size_t>(i)]; };
  const Accuracy growing = decode_poses(std::ssize(poses), SigmaRule::growing, real);
  const Accuracy literal =
      decode_poses(std::min<std::int64_t>(200, std::ssize(poses)), SigmaRule::equation_7, real);
  print("AIST++, default rule:", growing);
  print("AIST++, equation 7 read literally:", literal);
  EXPECT_EQ(growing.wrong_voxel, 0);
  EXPECT_LT(growing.refined_mm / static_cast<double>(growing.joints), 1.0);
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
