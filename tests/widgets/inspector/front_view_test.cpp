#include "widgets/inspector/front_view.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/augmotion/universal_frame.h"

namespace solopose {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

/// Missing but for shoulders, hips and pelvis of a person who faces `facing` degrees about y (0: towards +z),
/// y up.
std::vector<float> torso(double facing_deg) {
  std::vector<float> pose(joint_count * 3, nan);
  const double a = facing_deg * M_PI / 180;
  const auto put = [&](Joint joint, double left_mm, double up_mm) {
    const auto at = static_cast<std::size_t>(index_of(joint)) * 3;
    pose[at] = static_cast<float>(left_mm * std::cos(a));
    pose[at + 1] = static_cast<float>(up_mm);
    pose[at + 2] = static_cast<float>(-left_mm * std::sin(a));
  };
  put(Joint::left_shoulder, 200, 1400);
  put(Joint::right_shoulder, -200, 1400);
  put(Joint::left_hip, 100, 900);
  put(Joint::right_hip, -100, 900);
  put(Joint::pelvis, 0, 900);
  return pose;
}

const Eigen::Vector2d& at(const FlatPose& pose, Joint joint) {
  return pose[static_cast<std::size_t>(index_of(joint))].value();
}

TEST(UniversalFront, shows_the_left_shoulder_at_the_right_and_the_pelvis_below_for_both_presets) {
  for (const FramePreset preset : {FramePreset::paper, FramePreset::section_3_2}) {
    const Eigen::Matrix3d reference = reference_points_mm(300, 450, preset, FrameRatio::measured);
    const ViewPlane plane = universal_front(reference);
    EXPECT_NEAR(reference.row(0).dot(plane.right) - reference.row(1).dot(plane.right), 300, 1e-9);
    EXPECT_NEAR((reference.row(0) + reference.row(1)).dot(plane.up) / 2 - reference.row(2).dot(plane.up), 450,
                1e-9);
    EXPECT_NEAR(plane.right.dot(plane.up), 0, 1e-12);
  }
}

TEST(UniversalFront, looks_at_the_face_not_at_the_back) {
  // The paper's preset faces +y, so who looks at the face looks along -y: right x up points back at the
  // viewer.
  const ViewPlane plane =
      universal_front(reference_points_mm(300, 450, FramePreset::paper, FrameRatio::measured));
  EXPECT_NEAR(plane.right.cross(plane.up).y(), 1, 1e-12);
}

TEST(BodyFront, turns_with_the_body) {
  for (const double facing : {0.0, 90.0, 200.0}) {
    for (const std::optional<Eigen::Vector3d>& up :
         {std::optional<Eigen::Vector3d>(Eigen::Vector3d::UnitY()), {}}) {
      const std::vector<float> pose = torso(facing);
      const auto plane = body_front(pose, up);
      ASSERT_TRUE(plane.has_value());
      const FlatPose flat = flatten(pose, *plane);
      EXPECT_NEAR(at(flat, Joint::left_shoulder).x(), 200, 1e-3);
      EXPECT_NEAR(at(flat, Joint::right_shoulder).x(), -200, 1e-3);
      EXPECT_NEAR(at(flat, Joint::pelvis).y(), 900, 1e-3);
      EXPECT_FALSE(flat[static_cast<std::size_t>(index_of(Joint::head))].has_value());
    }
  }
}

TEST(BodyFront, falls_back_to_the_hips_and_gives_up_without_them) {
  std::vector<float> pose = torso(0);
  pose[static_cast<std::size_t>(index_of(Joint::left_shoulder)) * 3] = nan;
  EXPECT_TRUE(body_front(pose, Eigen::Vector3d::UnitY()).has_value());
  EXPECT_FALSE(body_front(pose, {}).has_value()) << "without shoulders nothing tells up";
  pose[static_cast<std::size_t>(index_of(Joint::right_hip)) * 3] = nan;
  EXPECT_FALSE(body_front(pose, Eigen::Vector3d::UnitY()).has_value());
  EXPECT_FALSE(body_front({}, Eigen::Vector3d::UnitY()).has_value());
}

}  // namespace
}  // namespace solopose
