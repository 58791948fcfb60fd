#include "widgets/universal_frame_panel/moved_pose.h"

#include <cmath>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(MovedPose, the_centre_ignores_missing_joints) {
  SkeletonPose pose;
  pose.fill(Eigen::Vector3f::Constant(std::nanf("")));
  EXPECT_EQ(centreOf(pose), Eigen::Vector3d::Zero());
  pose[3] = {2, 4, 6};
  pose[7] = {4, 4, 6};
  EXPECT_EQ(centreOf(pose), Eigen::Vector3d(3, 4, 6));
}

}  // namespace
}  // namespace solopose
