#include "widgets/universal_frame_panel/measure_tool.h"

#include <cmath>

#include <gmock/gmock.h>

namespace solopose {
namespace {

std::vector<SkeletonInstance> oneSkeleton() {
  SkeletonInstance skeleton;
  skeleton.id = 9;
  skeleton.joints_mm.fill(Eigen::Vector3f::Zero());
  skeleton.joints_mm[index_of(Joint::left_shoulder)] = {0, 0, 300};
  skeleton.joints_mm[index_of(Joint::left_elbow)] = {0, 0, 0};
  skeleton.joints_mm[index_of(Joint::left_wrist)] = {0, 250, 0};
  skeleton.joints_mm[index_of(Joint::head)].setConstant(std::nanf(""));
  return {skeleton};
}

MeasureTool toolAt(std::initializer_list<Joint> joints) {
  MeasureTool tool;
  for (const Joint joint : joints) tool.add({9, index_of(joint)});
  return tool;
}

TEST(MeasureTool, two_joints_give_their_distance) {
  const SkeletonMeasure measure = toolAt({Joint::left_shoulder, Joint::left_elbow}).measure(oneSkeleton());
  EXPECT_EQ(measure.points_mm.size(), 2U);
  EXPECT_EQ(measure.label, QStringLiteral("300 mm"));
}

TEST(MeasureTool, three_joints_give_the_angle_at_the_second) {
  const MeasureTool tool = toolAt({Joint::left_shoulder, Joint::left_elbow, Joint::left_wrist});
  EXPECT_EQ(tool.measure(oneSkeleton()).label, QStringLiteral("90.0\u00b0"));
}

TEST(MeasureTool, the_same_joint_twice_is_one_and_a_fourth_begins_anew) {
  MeasureTool tool = toolAt({Joint::left_shoulder, Joint::left_shoulder});
  EXPECT_EQ(tool.joints().size(), 1U);
  tool = toolAt({Joint::left_shoulder, Joint::left_elbow, Joint::left_wrist, Joint::pelvis});
  ASSERT_EQ(tool.joints().size(), 1U);
  EXPECT_EQ(tool.joints()[0].joint, index_of(Joint::pelvis));
}

TEST(MeasureTool, nothing_is_measured_to_what_is_missing_or_not_shown) {
  EXPECT_TRUE(toolAt({Joint::left_elbow, Joint::head}).measure(oneSkeleton()).points_mm.empty());
  EXPECT_TRUE(toolAt({Joint::left_elbow, Joint::left_wrist}).measure({}).points_mm.empty());
}

}  // namespace
}  // namespace solopose
