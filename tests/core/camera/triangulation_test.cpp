#include "core/camera/triangulation.h"

#include <numbers>
#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

Eigen::Matrix3d turned(const Vector3d& axis, double degrees) {
  return Eigen::AngleAxisd(degrees * std::numbers::pi / 180, axis.normalized()).toRotationMatrix();
}

/// With a lens of Brown's and Conrady's.
Camera left() {
  Camera camera;
  camera.name = "left";
  camera.intrinsics << 1145, 0, 512, 0, 1143, 515, 0, 0, 1;
  camera.distortion = {-0.2, 0.24, -0.001, -0.0009, -0.002};
  camera.rotation = turned({1, 2, 0.5}, 20);
  camera.translation_mm = {120, -300, 4200};
  return camera;
}

/// A fisheye.
Camera right() {
  Camera camera;
  camera.name = "right";
  camera.intrinsics << 620, 2.5, 955, 0, 615, 548, 0, 0, 1;
  camera.lens = LensModel::equidistant;
  camera.distortion = {0.05, -0.012, 0.004, -0.0009, 0};
  camera.rotation = turned({0.2, 1, -0.3}, -65);
  camera.translation_mm = {-260, 180, 3600};
  return camera;
}

Vector2d seen(const Camera& camera, const Vector3d& point) {
  return project_to_pixel(camera, camera_from_world(camera, point));
}

double error_of(const std::vector<Sighting>& sightings, const Vector3d& point) {
  double sum = 0;
  for (const Sighting& each : sightings) sum += (seen(each.camera, point) - each.pixel).squaredNorm();
  return sum;
}

TEST(Triangulation, finds_the_point_that_two_lenses_show) {
  for (const Vector3d& point : {Vector3d(310, -250, 420), Vector3d(0, 0, 0), Vector3d(-700, 400, 900)}) {
    const std::vector<Sighting> sightings{{left(), seen(left(), point)}, {right(), seen(right(), point)}};
    EXPECT_LT((triangulated(sightings) - point).norm(), 1e-6) << point.transpose();
  }
}

// From scipy.optimize.least_squares 1.17 over the same projections written with numpy.
TEST(Triangulation, of_pixels_that_disagree_is_the_least_squares_solution_of_scipy) {
  const std::vector<Sighting> sightings{{left(), {656.569, 364.917}}, {right(), {884.982, 562.612}}};
  const Vector3d point = triangulated(sightings);
  EXPECT_LT((point - Vector3d(320.60655503, -254.85512046, 442.87003429)).norm(), 1e-4) << point.transpose();
  EXPECT_NEAR(error_of(sightings, point), 34.849771125, 1e-6);
}

TEST(Triangulation, of_three_views_no_point_near_by_fits_better) {
  Camera third = left();
  third.rotation = turned({0, 1, 0}, 150);
  const Vector3d point(200, 100, -300);
  const std::vector<Sighting> sightings{{left(), seen(left(), point) + Vector2d(4, 1)},
                                        {right(), seen(right(), point) + Vector2d(-3, 2)},
                                        {third, seen(third, point) + Vector2d(1, -5)}};
  const Vector3d found = triangulated(sightings);
  for (int axis = 0; axis < 3; ++axis)
    for (const double step : {-0.1, 0.1})
      EXPECT_GT(error_of(sightings, found + step * Vector3d::Unit(axis)), error_of(sightings, found));
}

void expect_refused(const std::vector<Sighting>& sightings) { EXPECT_THROW(triangulated(sightings), Error); }

TEST(Triangulation, refuses_views_along_one_line_and_rays_that_part) {
  const Vector3d point(310, -250, 420);
  const Sighting here{left(), seen(left(), point)};
  expect_refused({here});
  expect_refused({here, here});
  expect_refused({here, {right(), {90000, 0}}});  // the fisheye shows nothing there
  Camera behind = left();
  behind.translation_mm.z() += 900;
  const Vector3d on_axis = world_from_camera(left(), {0, 0, 2000});
  expect_refused({{left(), seen(left(), on_axis)}, {behind, seen(behind, on_axis)}});
  Camera beside = left();
  beside.distortion = {};
  const Camera before = beside;
  beside.translation_mm.x() -= 500;
  expect_refused({{before, {412, 515}}, {beside, {612, 515}}});
}

}  // namespace
}  // namespace solopose
