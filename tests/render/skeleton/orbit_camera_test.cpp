#include "render/skeleton/orbit_camera.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <gmock/gmock.h>

namespace solopose {
namespace {

OrbitCamera camera_800_by_600() {
  OrbitCamera camera;
  camera.width_px = 800;
  camera.height_px = 600;
  return camera;
}

/// The long way round: through the matrices that the graphics card gets.
Eigen::Vector2d through_matrices(const OrbitCamera& camera, const Eigen::Vector3d& point) {
  const Eigen::Vector4d clip = camera.projection() * camera.view() * point.homogeneous();
  const Eigen::Vector2d ndc = clip.head<2>() / clip.w();
  return {(ndc.x() + 1) / 2 * camera.width_px, (1 - ndc.y()) / 2 * camera.height_px};
}

TEST(OrbitCamera, projects_as_its_matrices_do) {
  OrbitCamera camera = camera_800_by_600();
  camera.focus_mm = {100, -50, 700};
  const Eigen::Vector3d point(350, 420, 1100);
  for (const bool orthographic : {false, true}) {
    camera.orthographic = orthographic;
    for (const FixedView from : {FixedView::front, FixedView::back, FixedView::left, FixedView::right,
                                 FixedView::top, FixedView::perspective}) {
      camera.look(from);
      ASSERT_TRUE(camera.project(point));
      EXPECT_LT((camera.project(point)->pixel - through_matrices(camera, point)).norm(), 1e-9);
    }
  }
}

TEST(OrbitCamera, shows_the_focus_in_the_middle) {
  OrbitCamera camera = camera_800_by_600();
  camera.focus_mm = {1, 2, 3};
  camera.orbit(123, 45);
  const auto seen = camera.project(camera.focus_mm);
  ASSERT_TRUE(seen);
  EXPECT_LT((seen->pixel - Eigen::Vector2d(400, 300)).norm(), 1e-9);
  EXPECT_NEAR(seen->depth_mm, camera.distance_mm, 1e-9);
}

TEST(OrbitCamera, front_view_faces_the_person) {
  OrbitCamera camera = camera_800_by_600();
  camera.look(FixedView::front);
  // People face +y with their right hand at +x: from the front it is on the picture's left.
  EXPECT_LT(camera.project({500, 0, 0})->pixel.x(), 400);
  EXPECT_LT(camera.project({0, 0, 500})->pixel.y(), 300);
  EXPECT_GT(camera.eye_mm().y(), 0);
}

TEST(OrbitCamera, right_view_stands_at_the_right_hand_and_top_view_above) {
  OrbitCamera camera = camera_800_by_600();
  camera.look(FixedView::right);
  EXPECT_GT(camera.eye_mm().x(), 0);
  camera.look(FixedView::left);
  EXPECT_LT(camera.eye_mm().x(), 0);
  camera.look(FixedView::top);
  EXPECT_GT(camera.eye_mm().z(), 0);
  EXPECT_LT(camera.project({0, 500, 0})->pixel.y(), 300) << "facing goes up the picture";
  EXPECT_GT(camera.project({500, 0, 0})->pixel.x(), 400);
}

TEST(OrbitCamera, front_view_follows_other_axes) {
  OrbitCamera camera = camera_800_by_600();
  camera.set_axes(-Eigen::Vector3d::UnitZ(), Eigen::Vector3d::UnitX());  // the paper's section 3.2
  camera.look(FixedView::front);
  EXPECT_GT(camera.project({0, 0, 500})->pixel.y(), 300) << "z points down";
  EXPECT_GT(camera.eye_mm().x(), 0);
  // y runs from left to right, so from the front it runs to the picture's left.
  EXPECT_LT(camera.project({0, 500, 0})->pixel.x(), 400);
}

TEST(OrbitCamera, points_behind_the_eye_or_missing_do_not_appear) {
  OrbitCamera camera = camera_800_by_600();
  camera.look(FixedView::front);
  EXPECT_FALSE(camera.project({0, 10000, 0}));
  EXPECT_FALSE(camera.project({std::numeric_limits<double>::quiet_NaN(), 0, 0}));
  camera.orthographic = true;
  EXPECT_TRUE(camera.project({0, 10000, 0})) << "a parallel projection has no eye to be behind of";
}

TEST(OrbitCamera, panning_moves_the_focus_plane_with_the_pointer) {
  OrbitCamera camera = camera_800_by_600();
  camera.look(FixedView::perspective);
  const Eigen::Vector3d held = camera.focus_mm;
  camera.pan(30, -20);
  EXPECT_LT((camera.project(held)->pixel - Eigen::Vector2d(430, 280)).norm(), 1e-6);
}

TEST(OrbitCamera, dragging_right_turns_the_near_side_right) {
  OrbitCamera camera = camera_800_by_600();
  camera.look(FixedView::front);
  const Eigen::Vector3d near_point(0, 300, 0);
  camera.orbit(40, 0);
  EXPECT_GT(camera.project(near_point)->pixel.x(), 400);
  camera.look(FixedView::front);
  camera.orbit(0, 40);
  EXPECT_GT(camera.project(near_point)->pixel.y(), 300);
}

TEST(OrbitCamera, elevation_stops_at_the_poles) {
  OrbitCamera camera = camera_800_by_600();
  camera.orbit(0, 1e6);
  EXPECT_NEAR(camera.elevation, std::numbers::pi / 2, 1e-12);
  EXPECT_NEAR(camera.upward().norm(), 1, 1e-12);
}

TEST(OrbitCamera, framing_shows_every_point_and_wastes_little) {
  const std::vector<Eigen::Vector3f> points = {
      {-900, 0, 0}, {900, 100, 1800}, {0, -400, -100}, {0, 0, std::numeric_limits<float>::quiet_NaN()}};
  for (const bool orthographic : {false, true}) {
    for (const FixedView from : {FixedView::front, FixedView::top, FixedView::perspective}) {
      OrbitCamera camera = camera_800_by_600();
      camera.orthographic = orthographic;
      camera.look(from);
      camera.frame(points);
      double reach = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        const auto seen = camera.project(points[i].cast<double>());
        ASSERT_TRUE(seen);
        reach =
            std::max({reach, std::abs(seen->pixel.x() - 400) / 400, std::abs(seen->pixel.y() - 300) / 300});
      }
      EXPECT_LT(reach, 1);
      EXPECT_GT(reach, 0.7);
    }
  }
}

TEST(OrbitCamera, framing_nothing_changes_nothing) {
  OrbitCamera camera = camera_800_by_600();
  const std::vector<Eigen::Vector3f> missing(3, Eigen::Vector3f::Constant(std::nanf("")));
  camera.frame(missing);
  EXPECT_EQ(camera.distance_mm, 4000);
  EXPECT_EQ(camera.focus_mm, Eigen::Vector3d::Zero());
}

TEST(OrbitCamera, flies_the_shorter_way_around) {
  OrbitCamera from = camera_800_by_600();
  OrbitCamera to = from;
  from.azimuth = 3.0;
  to.azimuth = -3.0;
  to.distance_mm = 1000;
  const OrbitCamera between = interpolate(from, to, 0.5);
  EXPECT_NEAR(std::abs(between.azimuth), std::numbers::pi, 1e-9);
  EXPECT_NEAR(between.distance_mm, 2000, 1e-9);
}

}  // namespace
}  // namespace solopose
