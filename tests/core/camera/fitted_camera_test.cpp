#include "core/camera/fitted_camera.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/camera/camera_projection.h"

namespace solopose {
namespace {

Camera pinhole() {
  Camera camera;
  camera.intrinsics << 1683.5, 0, 939.9, 0, 1671.9, 560.2, 0, 0, 1;
  return camera;
}

struct Seen {
  std::vector<double> points;
  std::vector<double> pixels;
};

Seen seen_by(const Camera& camera, int count, double noise_px) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> across(-1500, 1500), depth(2500, 5000);
  std::normal_distribution<double> noise(0, 1);
  Seen seen;
  for (int i = 0; i < count; ++i) {
    const Eigen::Vector3d point(across(random), across(random), depth(random));
    const Eigen::Vector2d pixel = project_to_pixel(camera, point);
    seen.points.insert(seen.points.end(), point.begin(), point.end());
    for (const double value : pixel) seen.pixels.push_back(value + noise_px * noise(random));
  }
  return seen;
}

TEST(FittedCamera, is_the_camera_that_saw_the_points) {
  Seen seen = seen_by(pinhole(), 200, 0);
  seen.points[4] = std::numeric_limits<double>::quiet_NaN();  // missing
  seen.points[8] = -100;                                      // behind it
  seen.pixels[20] = std::numeric_limits<double>::infinity();
  const auto fitted = camera_through(seen.points, seen.pixels);
  ASSERT_TRUE(fitted);
  EXPECT_TRUE(fitted->camera.intrinsics.isApprox(pinhole().intrinsics, 1e-9));
  EXPECT_LT(fitted->residual_px, 1e-3);
}

TEST(FittedCamera, says_how_far_from_their_pixels_it_shows_the_points) {
  const Seen seen = seen_by(pinhole(), 5000, 4);
  const auto fitted = camera_through(seen.points, seen.pixels);
  ASSERT_TRUE(fitted);
  EXPECT_NEAR(fitted->residual_px, 4 * std::sqrt(2.0), 0.2) << "four pixels across and four down";
  EXPECT_NEAR(fitted->camera.intrinsics(0, 0), 1683.5, 2);
}

TEST(FittedCamera, points_that_tell_nothing_make_none) {
  const Seen few = seen_by(pinhole(), 19, 0);
  EXPECT_FALSE(camera_through(few.points, few.pixels));
  EXPECT_FALSE(camera_through({}, {}));
  std::vector<double> points, pixels;
  for (int i = 0; i < 100; ++i) {
    points.insert(points.end(), {0.1 * (3000 + i), 0.2 * (3000 + i), 3000.0 + i});  // one line of sight
    pixels.insert(pixels.end(), {1000, 800});
  }
  EXPECT_FALSE(camera_through(points, pixels));
}

}  // namespace
}  // namespace solopose
