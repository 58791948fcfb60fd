#include "core/augmotion/universal_frame.h"

#include <fstream>
#include <limits>
#include <sstream>

#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "core/base/error.h"
#include "tests/core/augmotion/bodies.h"
#include "tests/core/augmotion/python.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::torso_mm;
using testing::width_mm;

BodyMeasure measured(const std::vector<float>& poses) { return measure_body(poses, trunk_limits(poses)); }

TEST(universal_frame, measures_shoulders_and_torso_of_the_frames_that_have_them) {
  std::vector<float> poses;
  for (int i = 0; i < 4; ++i) testing::add_pose(poses, {0, 0, 900}, 0.3 * i, 0.5 * i, 0);
  const BodyMeasure whole = measured(poses);
  EXPECT_EQ(whole.shoulder_frames, 4);
  EXPECT_EQ(whole.torso_frames, 4);
  EXPECT_NEAR(whole.shoulder_width_mm(), width_mm, 1e-3);
  EXPECT_NEAR(whole.torso_length_mm(), torso_mm, 1e-3);

  joint_of(poses, 0, Joint::pelvis)[1] = std::numeric_limits<float>::quiet_NaN();
  joint_of(poses, 1, Joint::left_shoulder)[0] = std::numeric_limits<float>::infinity();
  std::fill_n(joint_of(poses, 2, Joint::pelvis), joint_count * 3, 0.0F);  // a file's zeros for nothing
  const BodyMeasure holes = measured(poses);
  EXPECT_EQ(holes.shoulder_frames, 2);
  EXPECT_EQ(holes.torso_frames, 1);
  EXPECT_NEAR(holes.shoulder_width_mm(), width_mm, 1e-3);
  EXPECT_NEAR(holes.torso_length_mm(), torso_mm, 1e-3);
}

TEST(universal_frame, a_mistaken_joint_is_left_out_and_counted_and_nothing_else_moves) {
  const std::vector<float> clean = testing::moving_person(300, 11);
  const BodyMeasure expected = measured(clean);
  EXPECT_EQ(expected.implausible_frames, 0);
  for (const float wrong : {1.5e3F, 1e6F, 1e30F, 3e38F, std::numeric_limits<float>::infinity()}) {
    for (const Joint joint : {Joint::pelvis, Joint::left_shoulder, Joint::right_shoulder}) {
      std::vector<float> poses = clean;
      joint_of(poses, 40, joint)[2] -= wrong;
      const BodyMeasure body = measured(poses);
      EXPECT_EQ(body.implausible_frames, 1) << wrong;
      EXPECT_EQ(body.torso_frames, 299);
      EXPECT_NEAR(body.shoulder_width_mm(), expected.shoulder_width_mm(), 1e-3) << wrong;
      EXPECT_NEAR(body.torso_length_mm(), expected.torso_length_mm(), 1e-3) << wrong;
    }
  }
}

TEST(universal_frame, of_a_body_without_a_mistake_the_robust_mean_is_the_plain_one) {
  const std::vector<float> poses = testing::moving_person(500, 12);
  double width = 0;
  for (int frame = 0; frame < 500; ++frame) {
    const auto at = [&](Joint joint) {
      const float* p = poses.data() + (frame * joint_count + index_of(joint)) * 3;
      return Eigen::Vector3d(p[0], p[1], p[2]);
    };
    width += (at(Joint::left_shoulder) - at(Joint::right_shoulder)).norm() / 500;
  }
  EXPECT_NEAR(measured(poses).shoulder_width_mm(), width, 1e-9);
}

TEST(universal_frame, mistakes_in_a_third_of_the_frames_do_not_move_the_mean) {
  std::vector<float> poses = testing::moving_person(300, 13);
  const BodyMeasure expected = measured(poses);
  for (int frame = 0; frame < 300; frame += 3) joint_of(poses, frame, Joint::pelvis)[0] += 900.0F;
  EXPECT_NEAR(measured(poses).torso_length_mm(), expected.torso_length_mm(), 0.05);
  EXPECT_EQ(measured(poses).implausible_frames, 100);
}

TEST(universal_frame, equals_the_mean_that_numpy_takes_of_the_frames_without_planted_faults) {
  REQUIRE_PYTHON("numpy, h5py");
  std::vector<float> poses = testing::moving_person(400, 14);
  joint_of(poses, 7, Joint::pelvis)[0] = 1e6F;
  joint_of(poses, 50, Joint::pelvis)[2] = -1e30F;
  joint_of(poses, 51, Joint::left_shoulder)[1] += 5e3F;
  joint_of(poses, 120, Joint::right_shoulder)[2] = std::numeric_limits<float>::quiet_NaN();
  joint_of(poses, 399, Joint::pelvis)[2] = std::numeric_limits<float>::infinity();
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "poses", std::ios::binary)
      .write(reinterpret_cast<const char*>(poses.data()),
             static_cast<std::streamsize>(poses.size() * sizeof(float)));
  std::istringstream answer(testing::python(R"(
import sys
import numpy as np
poses = np.fromfile(sys.argv[1], np.float32).astype(float).reshape(-1, 15, 3)
left, right, pelvis = poses[:, 9], poses[:, 12], poses[:, 0]
width = np.delete(np.linalg.norm(left - right, axis=1), [51, 120])
torso = np.delete(np.linalg.norm((left + right) / 2 - pelvis, axis=1), [7, 50, 51, 120, 399])
print(repr(float(width.mean())), repr(float(torso.mean())))
)",
                                            folder / "poses"));
  double width = 0;
  double torso = 0;
  ASSERT_TRUE(answer >> width >> torso) << answer.str();
  EXPECT_NEAR(measured(poses).shoulder_width_mm(), width, 1e-6);
  EXPECT_NEAR(measured(poses).torso_length_mm(), torso, 1e-6);
  EXPECT_EQ(measured(poses).implausible_frames, 4);
}

TEST(universal_frame, sums_of_tracks_weigh_every_frame_alike) {
  BodyMeasure sum;
  sum += {100, 1, 200, 1};
  sum += {900, 3, 1000, 3};
  EXPECT_DOUBLE_EQ(sum.shoulder_width_mm(), 250);
  EXPECT_DOUBLE_EQ(sum.torso_length_mm(), 300);
  EXPECT_EQ(BodyMeasure{}.shoulder_width_mm(), 0);
  EXPECT_EQ(BodyMeasure{}.torso_length_mm(), 0);
}

TEST(universal_frame, the_paper_preset_stands_at_three_units_and_faces_plus_y) {
  const Eigen::Matrix3d points = reference_points_mm(340, 500, FramePreset::paper, FrameRatio::measured);
  EXPECT_TRUE(points.row(0).isApprox(Eigen::RowVector3d(-170, 0, 510)));
  EXPECT_TRUE(points.row(1).isApprox(Eigen::RowVector3d(170, 0, 510)));
  EXPECT_TRUE(points.row(2).isApprox(Eigen::RowVector3d(0, 0, 10)));
}

TEST(universal_frame, the_literal_ratio_is_the_papers_points_in_half_shoulder_widths) {
  const Eigen::Matrix3d points = reference_points_mm(340, 500, FramePreset::paper, FrameRatio::literal) / 170;
  Eigen::Matrix3d paper;
  paper << -1, 0, 3, 1, 0, 3, 0, 0, 0.5;
  EXPECT_TRUE(points.isApprox(paper, 1e-12));
}

TEST(universal_frame, section_3_2_has_its_origin_between_the_shoulders_and_the_pelvis_on_plus_z) {
  const Eigen::Matrix3d points =
      reference_points_mm(340, 500, FramePreset::section_3_2, FrameRatio::measured);
  Eigen::Matrix3d expected;
  expected << 0, -170, 0, 0, 170, 0, 0, 0, 500;
  EXPECT_TRUE(points.isApprox(expected, 1e-12));
}

TEST(universal_frame, the_presets_differ_by_a_proper_rigid_motion_that_keeps_forward) {
  const RigidTransform move = section_3_2_from_paper(340);
  EXPECT_NEAR(move.rotation.determinant(), 1, 1e-15);
  EXPECT_TRUE((move.rotation * move.rotation.transpose()).isIdentity(1e-15));
  for (const auto ratio : {FrameRatio::measured, FrameRatio::literal}) {
    const Eigen::Matrix3d paper = reference_points_mm(340, 500, FramePreset::paper, ratio);
    const Eigen::Matrix3d other = reference_points_mm(340, 500, FramePreset::section_3_2, ratio);
    for (int row = 0; row < 3; ++row) {
      EXPECT_LT((move * Eigen::Vector3d(paper.row(row)) - Eigen::Vector3d(other.row(row))).norm(), 1e-12);
    }
  }
  EXPECT_TRUE((move.rotation * Eigen::Vector3d::UnitY()).isApprox(Eigen::Vector3d::UnitX()));
}

TEST(universal_frame, refuses_bodies_without_extent) {
  EXPECT_THROW(reference_points_mm(0, 500, FramePreset::paper, FrameRatio::measured), Error);
  EXPECT_THROW(reference_points_mm(340, std::numeric_limits<double>::quiet_NaN(), FramePreset::paper,
                                   FrameRatio::literal),
               Error);
}

TEST(universal_frame, names_are_those_of_the_command_line) {
  EXPECT_EQ(value_named<FramePreset>("section-3.2"), FramePreset::section_3_2);
  EXPECT_EQ(value_named<FramePreset>("paper"), FramePreset::paper);
  EXPECT_EQ(value_named<FrameRatio>("paper"), FrameRatio::literal);
  EXPECT_EQ(value_named<FrameRatio>("measured"), FrameRatio::measured);
  EXPECT_EQ(value_named<FramePreset>("Paper"), std::nullopt);
}

}  // namespace
}  // namespace solopose
