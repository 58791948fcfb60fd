#include "widgets/universal_frame_panel/blended_transform.h"

#include <cmath>

#include <gmock/gmock.h>
#include <Eigen/Geometry>

namespace solopose {
namespace {

RigidTransform someTransform() {
  RigidTransform transform;
  transform.rotation = Eigen::AngleAxisd(2.0, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  transform.translation_mm = {300, -2000, 40};
  transform.scale = 1.1;
  return transform;
}

TEST(BlendedTransform, begins_with_nothing_and_ends_with_all) {
  const RigidTransform full = someTransform();
  const Eigen::Vector3d centre(10, 20, 3000);
  const Eigen::Vector3d point(-500, 300, 2500);
  EXPECT_EQ(partOfTransform(full, centre, 0) * point, point);
  EXPECT_EQ(partOfTransform(full, centre, 1) * point, full * point);
  EXPECT_LT((partOfTransform(full, centre, 1e-9) * point - point).norm(), 1e-3);
  EXPECT_LT((partOfTransform(full, centre, 1 - 1e-9) * point - full * point).norm(), 1e-3);
}

TEST(BlendedTransform, keeps_bodies_in_shape_while_their_centre_goes_straight) {
  RigidTransform full = someTransform();
  full.scale = 1;
  const Eigen::Vector3d centre(10, 20, 3000);
  const Eigen::Vector3d point(-500, 300, 2500);
  const RigidTransform half = partOfTransform(full, centre, 0.5);
  EXPECT_NEAR((half * point - half * centre).norm(), (point - centre).norm(), 1e-9);
  EXPECT_LT((half * centre - (centre + full * centre) / 2).norm(), 1e-9);
  EXPECT_NEAR(half.rotation.determinant(), 1, 1e-12);
}

TEST(BlendedTransform, the_centre_ignores_missing_joints) {
  SkeletonPose pose;
  pose.fill(Eigen::Vector3f::Constant(std::nanf("")));
  EXPECT_EQ(centreOf(pose), Eigen::Vector3d::Zero());
  pose[3] = {2, 4, 6};
  pose[7] = {4, 4, 6};
  EXPECT_EQ(centreOf(pose), Eigen::Vector3d(3, 4, 6));
}

}  // namespace
}  // namespace solopose
