#include "core/prediction/even_bones.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/skeleton/canonical.h"
#include "core/skeleton/pose_rows.h"
#include "core/skeleton/usual_body.h"

namespace solopose {
namespace {

using Eigen::Vector3d;

constexpr int frames = 40;

/// Somebody 3 m away whose bones turn anywhere. Both sides have bones of the same lengths.
std::vector<float> dancer(double size = 1) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal;
  std::vector<float> poses(static_cast<std::size_t>(frames * pose_floats));
  const auto put = [&](int frame, Joint joint, const Vector3d& place) {
    for (int axis = 0; axis < 3; ++axis)
      poses[static_cast<std::size_t>(frame * pose_floats + 3 * index_of(joint) + axis)] =
          static_cast<float>(place[axis]);
  };
  for (int frame = 0; frame < frames; ++frame) {
    put(frame, Joint::pelvis, {100, -50, 3000});
    for (const Bone& bone : bones()) {
      const double length = 150 + 40 * std::min(index_of(bone.child), index_of(mirrored(bone.child)));
      const Vector3d way = Vector3d(normal(random), normal(random), normal(random)).normalized();
      put(frame, bone.child, joint_at(poses, frame, bone.parent) + size * length * way);
    }
  }
  return poses;
}

double length_of(std::span<const float> poses, int frame, const Bone& bone) {
  return (joint_at(poses, frame, bone.child) - joint_at(poses, frame, bone.parent)).norm();
}

Vector3d way_of(std::span<const float> poses, int frame, const Bone& bone) {
  return (joint_at(poses, frame, bone.child) - joint_at(poses, frame, bone.parent)).normalized();
}

/// Bones in the first three quarters of the frames are shorter, each by a share of its own.
std::vector<float> shortened(std::vector<float> poses) {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> part(0.4, 1);
  for (int frame = 0; frame < 3 * frames / 4; ++frame) {
    const std::vector<float> before = poses;
    for (const Bone& bone : bones()) {
      const Vector3d place =
          joint_at(poses, frame, bone.parent) +
          part(random) * (joint_at(before, frame, bone.child) - joint_at(before, frame, bone.parent));
      for (int axis = 0; axis < 3; ++axis)
        poses[static_cast<std::size_t>(frame * pose_floats + 3 * index_of(bone.child) + axis)] =
            static_cast<float>(place[axis]);
    }
  }
  return poses;
}

TEST(EvenBones, bring_every_bone_to_one_length_in_its_direction_alike_on_both_sides_in_a_usual_body) {
  const std::vector<float> before = shortened(dancer());
  const std::vector<float> after = with_even_bones(before, 1);
  double body = 0;
  for (const Bone& bone : bones()) {
    const double length = length_of(after, 0, bone);
    for (int frame = 0; frame < frames; ++frame) {
      EXPECT_NEAR(length_of(after, frame, bone), length, 0.01);
      EXPECT_LT((way_of(after, frame, bone) - way_of(before, frame, bone)).norm(), 1e-4);
    }
    const Bone other{mirrored(bone.parent), mirrored(bone.child)};
    EXPECT_NEAR(length_of(after, 0, other), length, 0.01);
    if (bone.child == Joint::left_knee || bone.child == Joint::left_ankle || bone.child == Joint::neck)
      body += length;
  }
  EXPECT_NEAR(body, usual_length_mm, 0.1);
}

TEST(EvenBones, go_their_share_of_the_way_and_leave_an_even_body_of_a_usual_size_as_it_is) {
  const std::vector<float> before = shortened(dancer());
  const std::vector<float> all = with_even_bones(before, 1);
  const std::vector<float> half = with_even_bones(before, 0.5);
  for (const Bone& bone : bones()) {
    const double middle = (length_of(before, 3, bone) + length_of(all, 3, bone)) / 2;
    EXPECT_NEAR(length_of(half, 3, bone), middle, 0.01);
  }
  EXPECT_EQ(with_even_bones(before, 0), before);
  const std::vector<float> again = with_even_bones(all, 1);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_NEAR(again[i], all[i], 0.05);
}

TEST(EvenBones, move_who_grows_away_so_that_as_much_of_the_picture_is_covered) {
  const std::vector<float> small = dancer(0.4);
  const std::vector<float> after = with_even_bones(small, 1);
  const double factor = length_of(after, 0, bones()[0]) / length_of(small, 0, bones()[0]);
  EXPECT_GT(factor, 1.1);
  for (int frame = 0; frame < frames; ++frame) {
    for (int joint = 0; joint < joint_count; ++joint) {
      const Vector3d from = joint_at(small, frame, static_cast<Joint>(joint));
      EXPECT_LT((joint_at(after, frame, static_cast<Joint>(joint)) - factor * from).norm(), 0.1)
          << "as if seen nearer: the same pixels";
    }
  }
}

TEST(EvenBones, what_is_missing_stays_so_and_its_children_where_they_are) {
  std::vector<float> poses = shortened(dancer());
  const auto lose = [&](int frame, Joint joint) {
    std::fill_n(poses.begin() + frame * pose_floats + 3 * index_of(joint), 3, std::nanf(""));
  };
  lose(5, Joint::left_elbow);
  for (int frame = 0; frame < frames; ++frame) lose(frame, Joint::head);
  for (int joint = 0; joint < joint_count; ++joint) lose(7, static_cast<Joint>(joint));
  const std::vector<float> after = with_even_bones(poses, 1);
  EXPECT_FALSE(joint_at(after, 5, Joint::left_elbow).allFinite());
  EXPECT_FALSE(joint_at(after, 7, Joint::pelvis).allFinite());
  const auto from_pelvis = [](std::span<const float> of, Joint joint) {
    return Vector3d(joint_at(of, 5, joint) - joint_at(of, 5, Joint::pelvis));
  };
  EXPECT_LT((from_pelvis(after, Joint::left_wrist) - from_pelvis(poses, Joint::left_wrist)).norm(), 0.01);
  EXPECT_GT((from_pelvis(after, Joint::right_wrist) - from_pelvis(poses, Joint::right_wrist)).norm(), 10);

  for (int frame = 0; frame < frames; ++frame)
    for (const Joint ankle : {Joint::left_ankle, Joint::right_ankle}) lose(frame, ankle);
  const std::vector<float> unchanged = with_even_bones(poses, 1);
  EXPECT_EQ(joint_at(unchanged, 0, Joint::neck), joint_at(poses, 0, Joint::neck))
      << "nobody knows how long its legs are";
}

}  // namespace
}  // namespace solopose
