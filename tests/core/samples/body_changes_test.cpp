#include "core/samples/body_changes.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/skeleton/pose_rows.h"
#include "core/skeleton/usual_body.h"

namespace solopose {
namespace {

/// Standing with both arms hanging, y down, legs and trunk of `length` in all.
std::vector<float> standing(float length) {
  std::vector<float> pose(static_cast<std::size_t>(pose_floats));
  const auto put = [&](Joint joint, float x, float y) {
    pose[3 * static_cast<std::size_t>(index_of(joint))] = x * length;
    pose[3 * static_cast<std::size_t>(index_of(joint)) + 1] = y * length;
  };
  for (const float side : {-1.0F, 1.0F}) {
    const auto of = [&](Joint right) { return side < 0 ? mirrored(right) : right; };
    put(of(Joint::right_hip), side * 0.08F, 0);
    put(of(Joint::right_knee), side * 0.08F, 0.3F);
    put(of(Joint::right_ankle), side * 0.08F, 0.6F);
    put(of(Joint::right_shoulder), side * 0.15F, -0.4F);
    put(of(Joint::right_elbow), side * 0.15F, -0.2F);
    put(of(Joint::right_wrist), side * 0.15F, 0);
  }
  put(Joint::neck, 0, -0.4F);
  put(Joint::head, 0, -0.6F);
  return pose;
}

double bone(const std::vector<float>& pose, Joint a, Joint b) {
  return (joint_at(pose, 0, a) - joint_at(pose, 0, b)).norm();
}

TEST(BodyChangesTest, people_of_all_sizes_get_a_usual_one) {
  for (const float length : {500.0F, 1340.0F, 3000.0F}) {
    std::vector<float> pose = standing(length);
    change_body(BodyChanges::none(), pose);
    EXPECT_NEAR(bone(pose, Joint::right_hip, Joint::right_knee), 0.3 * usual_length_mm, 1);
    EXPECT_NEAR(bone(pose, Joint::right_shoulder, Joint::right_elbow), 0.2 * usual_length_mm, 1);
  }
}

TEST(BodyChangesTest, both_sides_get_the_same_bones_and_directions_stay) {
  SeededRandom random(1);
  const BodyChanges changes = BodyChanges::drawn(random);
  std::vector<float> pose = standing(1340);
  change_body(changes, pose);
  EXPECT_NEAR(bone(pose, Joint::right_elbow, Joint::right_wrist),
              bone(pose, Joint::left_elbow, Joint::left_wrist), 0.1);
  EXPECT_NE(changes.bones[static_cast<std::size_t>(index_of(Joint::left_knee))], 1);
  const Eigen::Vector3d shin = joint_at(pose, 0, Joint::left_ankle) - joint_at(pose, 0, Joint::left_knee);
  EXPECT_NEAR(shin.normalized().y(), 1, 1e-5);
}

TEST(BodyChangesTest, what_is_missing_stays_missing_and_takes_nothing_with_it) {
  std::vector<float> pose = standing(1000);
  const auto neck = pose.begin() + 3 * index_of(Joint::neck);
  std::fill_n(neck, 3, std::numeric_limits<float>::quiet_NaN());
  SeededRandom random(2);
  change_body(BodyChanges::drawn(random), pose);
  EXPECT_FALSE(joint_at(pose, 0, Joint::neck).allFinite());
  EXPECT_TRUE(joint_at(pose, 0, Joint::left_wrist).allFinite());
}

}  // namespace
}  // namespace solopose
