#include "core/skeleton/body_axes.h"

#include <gtest/gtest.h>

#include "tests/support/standing_body.h"

namespace solopose::testing {
namespace {

TEST(body_axes, a_standing_person_faces_forward) {
  std::vector<float> pose;
  for (int joint = 0; joint < joint_count; ++joint)
    for (const float number : standing_joint(joint)) pose.push_back(number);
  const auto axes = dataset_body_axes(pose, std::nullopt);
  ASSERT_TRUE(axes);
  EXPECT_NEAR(axes->up.z(), 1, 1e-6);
  EXPECT_NEAR(axes->facing.y(), 1, 1e-6);
  Eigen::Matrix3d reference;
  reference << 0, -1, 0, 0, 1, 0, 0, 0, 2;  // section 3.2: y to the right, z down, x forward
  EXPECT_NEAR(universal_body_axes(reference)->up.z(), -1, 1e-6);
  EXPECT_NEAR(universal_body_axes(reference)->facing.x(), 1, 1e-6);
}

}  // namespace
}  // namespace solopose::testing
