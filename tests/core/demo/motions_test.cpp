#include "core/demo/motions.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/demo/cast.h"
#include "core/demo/key_poses.h"
#include "core/demo/layouts.h"

namespace solopose::demo {
namespace {

using enum Part;

Recording recorded(Motion motion) {
  Performance performance;
  performance.motion = motion;
  performance.frames = 400;
  return perform(performance);
}

class EveryMotion : public ::testing::TestWithParam<int> {
 protected:
  Recording recording = recorded(static_cast<Motion>(GetParam()));
};

TEST_P(EveryMotion, keeps_the_feet_on_or_above_the_ground) {
  double highest = 0;
  for (const BodyPoints& points : recording.frames) {
    double lowest = 1e9;
    for (const Part sole : {left_heel, left_foot, left_toe, right_heel, right_foot, right_toe}) {
      lowest = std::min(lowest, at(points, sole).z());
    }
    EXPECT_GT(lowest, -1e-6);
    highest = std::max(highest, lowest);
  }
  EXPECT_LT(highest, 450) << "nobody flies";
}

TEST_P(EveryMotion, keeps_every_bone_as_long_as_it_is) {
  for (const auto& [a, b] : {std::pair{left_hip, left_knee},
                             {right_knee, right_ankle},
                             {left_shoulder, left_elbow},
                             {right_elbow, right_wrist},
                             {neck, head},
                             {pelvis, right_hip}}) {
    const double length = (at(recording.frames[0], a) - at(recording.frames[0], b)).norm();
    for (const BodyPoints& points : recording.frames)
      ASSERT_NEAR((at(points, a) - at(points, b)).norm(), length, 1e-6);
  }
}

TEST_P(EveryMotion, is_smooth_and_no_faster_than_people_are) {
  const double seconds = 1 / recording.frames_per_second;
  for (std::size_t f = 1; f < recording.frames.size(); ++f) {
    for (int p = 0; p < part_count; ++p) {
      const auto part = static_cast<Part>(p);
      const double speed =
          (at(recording.frames[f], part) - at(recording.frames[f - 1], part)).norm() / seconds;
      ASSERT_LT(speed, 12000) << "mm/s at frame " << f << " part " << p;
    }
  }
}

TEST_P(EveryMotion, has_a_frame_upright_enough_for_a_key_frame) {
  double least = 90;
  for (const BodyPoints& points : recording.frames) {
    const Eigen::Vector3d torso =
        0.5 * (at(points, left_shoulder) + at(points, right_shoulder)) - at(points, pelvis);
    least = std::min(least, std::acos(torso.normalized().z()) * 180 / 3.14159265358979);
  }
  EXPECT_LT(least, 10);
}

TEST_P(EveryMotion, moves) {
  double range = 0;
  for (const Part part : {left_wrist, right_wrist, left_ankle, pelvis}) {
    for (const BodyPoints& points : recording.frames) {
      range = std::max(range, (at(points, part) - at(recording.frames[0], part)).norm());
    }
  }
  EXPECT_GT(range, 300);
}

TEST_P(EveryMotion, does_not_slide_on_the_foot_that_stands) {
  // A sole that stays within 2 mm of the ground from one frame to the next hardly moves.
  double slip = 0;
  int contacts = 0;
  for (std::size_t f = 1; f < recording.frames.size(); ++f) {
    for (const Part sole : {left_foot, right_foot}) {
      const Eigen::Vector3d& before = at(recording.frames[f - 1], sole);
      const Eigen::Vector3d& after = at(recording.frames[f], sole);
      if (before.z() > 9 || after.z() > 9) continue;
      slip += (after - before).head<2>().norm();
      ++contacts;
    }
  }
  ASSERT_GT(contacts, 0);
  EXPECT_LT(slip / contacts, 5) << "mm a frame";
}

std::string test_name(const ::testing::TestParamInfo<int>& motion) {
  std::string name(motion_name(static_cast<Motion>(motion.param)));
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Motions, EveryMotion, ::testing::Range(0, motion_count), test_name);

TEST(Body, has_the_stature_and_the_sides_it_should) {
  const BodyPoints points = body_points({.stature_mm = 1800}, {}, 0);
  EXPECT_NEAR(at(points, head_top).z(), 1800, 30);
  EXPECT_LT(at(points, left_hip).x(), at(points, right_hip).x());
  EXPECT_GT(at(points, nose).y(), at(points, head).y()) << "a person of heading 0 faces +y";
  EXPECT_GT(at(points, left_toe).y(), at(points, left_heel).y());
  const BodyPoints turned = body_points({.stature_mm = 1800}, {}, 90);
  EXPECT_LT(at(turned, nose).x(), at(turned, head).x()) << "turned to the left";
}

TEST(Body, joints_bend_as_people_do) {
  BodyPose pose;
  pose.right_arm.flex = 90;
  pose.left_leg.knee = 80;
  pose.right_leg.flex = 80;
  const BodyPoints points = body_points({}, pose, 0);
  EXPECT_GT(at(points, right_wrist).y(), at(points, right_shoulder).y() + 300) << "arms flex forwards";
  EXPECT_LT(at(points, left_ankle).y(), at(points, left_knee).y() - 200) << "knees bend backwards";
  EXPECT_GT(at(points, right_knee).y(), at(points, right_hip).y() + 300) << "hips flex forwards";
}

TEST(Body, a_mirrored_pose_is_the_mirror_image) {
  BodyPose pose = pose_at(Motion::kata, {}, 1.3);
  const BodyPoints original = body_points({}, pose, 0);
  const BodyPoints other = body_points({}, mirrored(pose), 0);
  for (int p = 0; p < part_count; ++p) {
    const auto part = static_cast<Part>(p);
    Eigen::Vector3d image = at(original, mirrored(part));
    image.x() = -image.x();
    EXPECT_LT((at(other, part) - image).norm(), 1e-6) << p;
  }
}

TEST(KeyPoses, the_curve_goes_through_the_keys_and_closes) {
  BodyPose low;
  low.lean = 40;
  BodyPose high;
  high.lean = -10;
  const std::array<KeyPose, 3> keys = {{{0.1, {}}, {0.4, low}, {0.8, high}}};
  for (const KeyPose& key : keys) EXPECT_NEAR(blended(keys, key.at).lean, key.pose.lean, 1e-9);
  EXPECT_NEAR(blended(keys, 1.4).lean, 40, 1e-9);
  EXPECT_NEAR(blended(keys, -0.2).lean, -10, 1e-9);
  EXPECT_NEAR(blended(keys, 1 - 1e-9).lean, blended(keys, 0).lean, 1e-5);
}

TEST(Faults, swapped_sides_swap_back_and_lost_parts_are_lost) {
  Recording recording = recorded(Motion::wave);
  const Recording original = recording;
  swap_sides(recording);
  EXPECT_EQ(at(recording.frames[9], left_wrist), at(original.frames[9], right_wrist));
  EXPECT_EQ(at(recording.frames[9], nose), at(original.frames[9], nose));
  swap_sides(recording);
  EXPECT_EQ(recording.frames[9], original.frames[9]);
  lose_part(recording, left_wrist, 10, 5);
  lose_frames(recording, 399, 100);
  EXPECT_TRUE(at(recording.frames[9], left_wrist).allFinite());
  EXPECT_TRUE(at(recording.frames[14], left_wrist).hasNaN());
  EXPECT_TRUE(at(recording.frames[15], left_wrist).allFinite());
  EXPECT_TRUE(at(recording.frames[399], pelvis).hasNaN());
}

}  // namespace
}  // namespace solopose::demo
