#include "render/heat_map/slice_geometry.h"

#include <gtest/gtest.h>

namespace solopose::testing {
namespace {

OrbitCamera front_camera() {
  OrbitCamera camera;
  camera.width_px = 400;
  camera.height_px = 300;
  camera.distance_mm = 5000;
  camera.azimuth = 0.4;
  camera.elevation = 0.3;
  return camera;
}

Grid cube() { return Grid::cube({0, 0, 0}, 1000, 10); }

TEST(slice_geometry, a_ray_goes_through_the_point_whose_pixel_it_was_made_for) {
  for (const bool orthographic : {false, true}) {
    OrbitCamera camera = front_camera();
    camera.orthographic = orthographic;
    const Eigen::Vector3d point(120, -340, 260);
    const Ray ray = ray_through(camera, camera.project(point)->pixel);
    const Eigen::Vector3d between = point - ray.origin_mm;
    EXPECT_LT((between - between.dot(ray.direction) * ray.direction).norm(), 1e-6) << orthographic;
    EXPECT_GT(between.dot(ray.direction), 0);
  }
}

TEST(slice_geometry, the_nearest_of_three_planes_is_hit) {
  SlicePlanes slices{{5, 5, 5}};
  const Ray ray{{100, 4000, 120}, {0, -1, 0}};
  const auto hit = first_slice_hit(cube(), slices, ray);
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->axis, 1);
  EXPECT_EQ(hit->voxel, (std::array<int, 3>{6, 5, 6}));
  EXPECT_NEAR(hit->position_mm.y(), slices.position_mm(cube(), 1), 1e-9);
}

TEST(slice_geometry, outside_the_grid_nothing_is_hit) {
  EXPECT_FALSE(first_slice_hit(cube(), {{5, 5, 5}}, {{600, 4000, 0}, {0, -1, 0}}));
  EXPECT_FALSE(first_slice_hit(cube(), {{5, 5, 5}}, {{0, 4000, 0}, {0, 1, 0}})) << "behind the eye";
}

TEST(slice_geometry, a_dragged_plane_follows_the_pointer) {
  const OrbitCamera camera = front_camera();
  const Eigen::Vector3d held(50, 100, -100);
  for (int axis = 0; axis < 3; ++axis) {
    const Eigen::Vector3d target = held + 250 * Eigen::Vector3d::Unit(axis);
    const auto position = dragged_position_mm(held, axis, ray_through(camera, camera.project(target)->pixel));
    ASSERT_TRUE(position) << axis;
    EXPECT_NEAR(*position, target[axis], 1e-6) << axis;
  }
}

TEST(slice_geometry, looking_along_its_normal_a_plane_stays) {
  EXPECT_FALSE(dragged_position_mm({0, 0, 0}, 1, {{0, 4000, 0}, {0, -1, 0}}));
}

TEST(slice_geometry, planes_stay_inside_the_grid) {
  EXPECT_EQ(SlicePlanes::nearest_voxel(cube(), 0, -1e6), 0);
  EXPECT_EQ(SlicePlanes::nearest_voxel(cube(), 0, 1e6), 9);
  EXPECT_EQ(SlicePlanes::nearest_voxel(cube(), 0, 51), 5);
}

TEST(slice_geometry, the_highest_voxel_along_a_ray_is_found) {
  const Grid grid = cube();
  std::vector<float> x_fastest(1000, 0.1F);
  const std::array<int, 3> peak{7, 2, 4};
  x_fastest[4 * 100 + 2 * 10 + 7] = 1;
  const Eigen::Vector3d at = grid.centre_mm(peak);
  EXPECT_EQ(highest_voxel_along(grid, x_fastest, {at + Eigen::Vector3d(0, 0, 5000), {0, 0, -1}}), peak);
  EXPECT_FALSE(highest_voxel_along(grid, x_fastest, {{0, 0, 5000}, {0, 0, 1}}));
}

}  // namespace
}  // namespace solopose::testing
