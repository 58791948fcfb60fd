#include "core/base/part_of_transform.h"

#include <gtest/gtest.h>
#include <Eigen/Geometry>

namespace solopose {
namespace {

RigidTransform some_transform() {
  RigidTransform transform;
  transform.rotation = Eigen::AngleAxisd(2.0, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  transform.translation_mm = {300, -2000, 40};
  transform.scale = 1.1;
  return transform;
}

TEST(part_of_transform, begins_with_nothing_and_ends_with_all) {
  const RigidTransform full = some_transform();
  const Eigen::Vector3d centre(10, 20, 3000);
  const Eigen::Vector3d point(-500, 300, 2500);
  EXPECT_EQ(part_of_transform(full, centre, 0) * point, point);
  EXPECT_EQ(part_of_transform(full, centre, 1) * point, full * point);
  EXPECT_LT((part_of_transform(full, centre, 1e-9) * point - point).norm(), 1e-3);
  EXPECT_LT((part_of_transform(full, centre, 1 - 1e-9) * point - full * point).norm(), 1e-3);
}

TEST(part_of_transform, keeps_bodies_in_shape_while_their_centre_goes_straight) {
  RigidTransform full = some_transform();
  full.scale = 1;
  const Eigen::Vector3d centre(10, 20, 3000);
  const Eigen::Vector3d point(-500, 300, 2500);
  const RigidTransform half = part_of_transform(full, centre, 0.5);
  EXPECT_NEAR((half * point - half * centre).norm(), (point - centre).norm(), 1e-9);
  EXPECT_LT((half * centre - (centre + full * centre) / 2).norm(), 1e-9);
  EXPECT_NEAR(half.rotation.determinant(), 1, 1e-12);
}

}  // namespace
}  // namespace solopose
