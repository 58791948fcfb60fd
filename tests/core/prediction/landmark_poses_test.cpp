#include "core/prediction/landmark_poses.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

BodyLandmarks some_body() {
  std::mt19937 random(3);
  std::normal_distribution<double> place(0, 300);
  BodyLandmarks body;
  for (Eigen::Vector3d& point : body.world_mm) point = {place(random), place(random), place(random)};
  return body;
}

/// Everybody's joints at the pelvis, which stands there, but the left wrist.
std::vector<float> poses_with_wrist(std::span<const double> wrist_x_mm) {
  std::vector<float> poses;
  for (const double x : wrist_x_mm) {
    for (int joint = 0; joint < joint_count; ++joint) {
      const bool wrist = joint == index_of(Joint::left_wrist);
      poses.insert(poses.end(), {static_cast<float>(100 + (wrist ? x : 0)), 200, 3000});
    }
  }
  return poses;
}

double wrist_x(const std::vector<float>& poses, std::int64_t frame) {
  return joint_at(poses, frame, Joint::left_wrist).x() - joint_at(poses, frame, Joint::pelvis).x();
}

TEST(OwnPose, has_its_pelvis_between_the_hips_and_no_head) {
  const std::vector<float> pose = own_pose(some_body());
  EXPECT_TRUE(joint_at(pose, 0, Joint::pelvis).isZero());
  const Eigen::Vector3d hips = joint_at(pose, 0, Joint::right_hip) + joint_at(pose, 0, Joint::left_hip);
  EXPECT_LT(hips.norm(), 1e-3);
  EXPECT_FALSE(joint_at(pose, 0, Joint::head).allFinite());
  EXPECT_TRUE(joint_at(pose, 0, Joint::right_wrist).allFinite());
}

TEST(MixInOwn, moves_each_joint_its_share_of_the_way_and_neither_pelvis_nor_head) {
  const BodyLandmarks body = some_body();
  const std::vector<float> own = own_pose(body);
  const std::vector<float> answered = poses_with_wrist(std::array{400.0});
  std::vector<float> mixed = answered;
  mix_in_own(mixed, body, 0.25);
  const Eigen::Vector3d pelvis = joint_at(answered, 0, Joint::pelvis);
  for (int i = 0; i < joint_count; ++i) {
    const auto joint = static_cast<Joint>(i);
    const Eigen::Vector3d before = joint_at(answered, 0, joint);
    const Eigen::Vector3d expected =
        joint == Joint::head ? before
                             : Eigen::Vector3d(0.75 * before + 0.25 * (pelvis + joint_at(own, 0, joint)));
    EXPECT_LT((joint_at(mixed, 0, joint) - expected).norm(), 1e-2) << i;
  }
}

TEST(Steadied, takes_away_trembling_and_leaves_even_motion) {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 20);
  std::vector<double> even, trembling;
  for (int frame = 0; frame < 200; ++frame) {
    even.push_back(4.0 * frame);
    trembling.push_back(even.back() + noise(random));
  }
  const std::vector<float> calm = steadied(poses_with_wrist(even), 3);
  const std::vector<float> calmed = steadied(poses_with_wrist(trembling), 3);
  double square = 0;
  for (int frame = 10; frame < 190; ++frame) {
    EXPECT_NEAR(wrist_x(calm, frame), even[static_cast<std::size_t>(frame)], 0.1) << frame;
    square += std::pow(wrist_x(calmed, frame) - even[static_cast<std::size_t>(frame)], 2) / 180;
  }
  EXPECT_LT(std::sqrt(square), 10);
  EXPECT_EQ(joint_at(calmed, 100, Joint::pelvis), Eigen::Vector3d(100, 200, 3000));
}

TEST(Steadied, leaves_gaps_and_looks_past_them) {
  const std::vector<double> still(9, 50);
  std::vector<float> poses = poses_with_wrist(still);
  for (std::int64_t i = 4 * pose_floats; i < 5 * pose_floats; ++i) poses[static_cast<std::size_t>(i)] = NAN;
  const std::vector<float> calm = steadied(poses, 2);
  EXPECT_FALSE(joint_at(calm, 4, Joint::left_wrist).allFinite());
  for (const std::int64_t frame : {0, 3, 5, 8}) EXPECT_NEAR(wrist_x(calm, frame), 50, 1e-3) << frame;
  const std::vector<float> unchanged = steadied(poses, 0);
  EXPECT_EQ(wrist_x(unchanged, 3), 50);
}

}  // namespace
}  // namespace solopose
