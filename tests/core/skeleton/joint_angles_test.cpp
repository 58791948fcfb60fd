#include "core/skeleton/joint_angles.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/skeleton/canonical.h"
#include "tests/support/standing_body.h"

namespace solopose {
namespace {

using enum BodyAngle;
using Vector = Eigen::Vector3f;
using Pose = std::array<float, 3 * joint_count>;

constexpr float radians = static_cast<float>(std::numbers::pi / 180);

Pose standing() {
  Pose pose;
  for (int j = 0; j < joint_count; ++j) {
    const auto at = testing::standing_joint(j);
    std::ranges::copy(at, pose.begin() + 3 * j);
  }
  return pose;
}

Eigen::Map<Vector> at(Pose& pose, Joint joint) {
  return Eigen::Map<Vector>(pose.data() + 3 * index_of(joint));
}

/// Turns the joint beyond `hinge` about an axis of the standing body (x right, y forward, z up).
void bend(Pose& pose, Joint hinge, std::initializer_list<Joint> beyond, const Vector& axis, float degrees) {
  const Eigen::AngleAxisf turn(degrees * radians, axis);
  const Vector centre = at(pose, hinge);
  for (const Joint joint : beyond) at(pose, joint) = centre + turn * (at(pose, joint) - centre);
}

Pose exchanged(Pose pose) {
  Pose other = pose;
  for (int j = 0; j < joint_count; ++j)
    at(other, static_cast<Joint>(j)) = at(pose, mirrored(static_cast<Joint>(j)));
  return other;
}

TEST(JointAnglesTest, a_knee_that_bends_is_told_from_one_that_bends_the_wrong_way) {
  Pose pose = standing();
  const float straight = body_angles(pose)[left_knee];
  bend(pose, Joint::left_knee, {Joint::left_ankle}, Vector::UnitX(), -60);
  EXPECT_NEAR(body_angles(pose)[left_knee], 60 + straight, 3);
  EXPECT_LT(body_angles(pose)[left_knee_backward], -50);
  bend(pose, Joint::left_knee, {Joint::left_ankle}, Vector::UnitX(), 100);
  EXPECT_GT(body_angles(pose)[left_knee_backward], 35);
}

TEST(JointAnglesTest, an_elbow_bends_forwards_where_the_arm_hangs_and_says_nothing_where_it_is_raised) {
  Pose pose = standing();
  bend(pose, Joint::right_elbow, {Joint::right_wrist}, Vector::UnitX(), 60);
  EXPECT_LT(body_angles(pose)[right_elbow_backward], -50);
  bend(pose, Joint::right_elbow, {Joint::right_wrist}, Vector::UnitX(), -120);
  EXPECT_GT(body_angles(pose)[right_elbow_backward], 30);
  bend(pose, Joint::right_shoulder, {Joint::right_elbow, Joint::right_wrist}, Vector::UnitX(), 120);
  EXPECT_TRUE(std::isnan(body_angles(pose)[right_elbow_backward]));
  EXPECT_NEAR(body_angles(pose)[right_arm], 120, 10);
}

TEST(JointAnglesTest, thighs_heads_and_trunks_turn_by_what_they_are_turned) {
  Pose pose = standing();
  bend(pose, Joint::left_hip, {Joint::left_knee, Joint::left_ankle}, Vector::UnitX(), 90);
  EXPECT_NEAR(body_angles(pose)[left_hip], 90, 3);
  EXPECT_LT(body_angles(pose)[left_hip_backward], -80);
  pose = standing();
  bend(pose, Joint::right_hip, {Joint::right_knee, Joint::right_ankle}, Vector::UnitX(), -40);
  EXPECT_NEAR(body_angles(pose)[right_hip_backward], 40, 3);
  pose = standing();
  bend(pose, Joint::right_hip, {Joint::right_knee, Joint::right_ankle}, Vector::UnitY(), 30);
  EXPECT_NEAR(body_angles(pose)[right_hip_inward], 30, 3);
  pose = standing();
  const float head = body_angles(pose)[head_forward];
  bend(pose, Joint::neck, {Joint::head}, Vector::UnitX(), -40);
  EXPECT_NEAR(body_angles(pose)[head_forward], head + 40, 1);
  pose = standing();
  bend(pose, Joint::pelvis, {Joint::left_shoulder, Joint::right_shoulder}, Vector::UnitZ(), 70);
  EXPECT_NEAR(body_angles(pose)[trunk_twist], 70, 2);
}

TEST(JointAnglesTest, a_rigid_motion_changes_no_angle) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal(0, 100);
  for (int round = 0; round < 20; ++round) {
    Pose pose = standing();
    for (float& value : pose) value += normal(random);
    Pose moved = pose;
    const Eigen::Quaternionf turn =
        Eigen::Quaternionf(normal(random), normal(random), normal(random), normal(random)).normalized();
    for (int j = 0; j < joint_count; ++j)
      at(moved, static_cast<Joint>(j)) = turn * at(pose, static_cast<Joint>(j)) + Vector(900, -400, 70);
    const BodyAngles before = body_angles(pose);
    const BodyAngles after = body_angles(moved);
    for (int a = 0; a < body_angle_count; ++a) {
      const float one = before.degrees[static_cast<std::size_t>(a)];
      if (std::isnan(one)) continue;
      EXPECT_NEAR(one, after.degrees[static_cast<std::size_t>(a)], 0.2) << a;
    }
  }
}

TEST(JointAnglesTest, exchanged_labels_that_are_said_to_be_exchanged_give_the_other_sides_angles) {
  Pose pose = standing();
  bend(pose, Joint::left_knee, {Joint::left_ankle}, Vector::UnitX(), -60);
  bend(pose, Joint::left_elbow, {Joint::left_wrist}, Vector::UnitX(), 50);
  const BodyAngles right_way = body_angles(pose);
  const BodyAngles labelled_wrong = body_angles(exchanged(pose));
  EXPECT_GT(labelled_wrong[right_knee_backward], 50) << "seen from labels, the knee bends the wrong way";
  const BodyAngles known = body_angles(exchanged(pose), {.legs = -1, .arms = -1});
  EXPECT_NEAR(known[right_knee_backward], right_way[left_knee_backward], 1e-3);
  EXPECT_NEAR(known[right_elbow_backward], right_way[left_elbow_backward], 1e-3);
}

TEST(JointAnglesTest, what_hangs_on_a_missing_joint_is_unknown_and_the_rest_is_not) {
  Pose pose = standing();
  at(pose, Joint::left_ankle).setConstant(std::numeric_limits<float>::quiet_NaN());
  const BodyAngles angles = body_angles(pose);
  EXPECT_TRUE(std::isnan(angles[left_knee]));
  EXPECT_TRUE(std::isnan(angles[left_knee_backward]));
  EXPECT_FALSE(std::isnan(angles[left_hip]));
  EXPECT_FALSE(std::isnan(angles[right_knee]));
}

}  // namespace
}  // namespace solopose
