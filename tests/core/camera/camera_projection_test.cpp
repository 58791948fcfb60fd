#include "core/camera/camera_projection.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>

#include "core/base/error.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

Camera bent_camera() {
  Camera camera;
  camera.width = 1920;
  camera.height = 1080;
  camera.intrinsics << 1310, 2.5, 955, 0, 1295, 548, 0, 0, 1;
  camera.distortion = {-0.21, 0.06, 0.003, -0.002, 0.01};
  camera.rotation = Eigen::AngleAxisd(0.7, Vector3d(1, -2, 0.5).normalized()).toRotationMatrix();
  camera.translation_mm = {300, -120, 4100};
  return camera;
}

// Expected pixels from OpenCV's published formula, evaluated in numpy.
TEST(CameraProjection, bends_points_as_opencv_documents) {
  const std::vector<std::pair<Vector3d, Vector2d>> known = {
      {{640, -410, 2100}, {1341.90467, 302.969303}},
      {{-900, 300, 3300}, {603.202701, 664.246701}},
      {{0, 0, 1000}, {955, 548}},
      {{-1200, -700, 1900}, {202.575071, 117.475224}},
  };
  for (const auto& [point, pixel] : known) {
    EXPECT_LT((project_to_pixel(bent_camera(), point) - pixel).norm(), 1e-5) << point.transpose();
  }
}

TEST(CameraProjection, a_pixel_and_its_depth_lead_back_to_the_point) {
  const Camera camera = bent_camera();
  for (int x = 0; x < camera.width; x += 137) {
    for (int y = 0; y < camera.height; y += 91) {
      const Vector3d point = unproject_pixel(camera, {x, y}, 3210);
      EXPECT_NEAR(point.z(), 3210, 1e-9);
      EXPECT_LT((project_to_pixel(camera, point) - Vector2d(x, y)).norm(), 1e-6) << x << ' ' << y;
    }
  }
}

TEST(CameraProjection, points_beside_or_behind_the_camera_have_no_pixel) {
  for (const double depth : {0.0, -1000.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_TRUE(project_to_pixel(bent_camera(), {100, 100, depth}).hasNaN()) << depth;
  }
}

TEST(CameraProjection, world_and_camera_lead_to_each_other) {
  const Camera camera = bent_camera();
  const Vector3d point(-400, 900, 1500);
  EXPECT_LT((world_from_camera(camera, camera_from_world(camera, point)) - point).norm(), 1e-9);
  EXPECT_LT((camera_from_world(camera, Vector3d::Zero()) - camera.translation_mm).norm(), 1e-12);
}

// A picture is shrunk by averaging blocks: block (i, j) of 6 x 3 pixels has its centre at (6i + 2.5, 3j + 1).
TEST(CameraProjection, a_smaller_video_shows_points_in_the_block_that_became_its_pixel) {
  const Camera camera = bent_camera();
  const Camera small = camera_for_size(camera, 320, 360);
  const Vector3d point(640, -410, 2100);
  const Vector2d large_pixel = project_to_pixel(camera, point);
  const Vector2d small_pixel = project_to_pixel(small, point);
  EXPECT_NEAR(6 * small_pixel.x() + 2.5, large_pixel.x(), 1e-9);
  EXPECT_NEAR(3 * small_pixel.y() + 1, large_pixel.y(), 1e-9);
  EXPECT_EQ(small.width, 320);
  EXPECT_EQ(small.height, 360);
  const Camera back = camera_for_size(small, camera.width, camera.height);
  EXPECT_TRUE(back.intrinsics.isApprox(camera.intrinsics, 1e-12));
}

TEST(CameraProjection, a_camera_of_unknown_size_is_the_videos) {
  Camera camera = bent_camera();
  camera.width = 0;
  camera.height = 0;
  const Camera sized = camera_for_size(camera, 640, 480);
  EXPECT_EQ(sized.intrinsics, camera.intrinsics);
  EXPECT_EQ(sized.width, 640);
  EXPECT_THROW(camera_for_size(camera, 0, 480), Error);
}

// A point seen in the middle of a stored pixel's right edge, 96 of 4:3 in a row, is seen 4/3 as far to the
// right.
TEST(CameraProjection, a_calibration_counts_stored_pixels_and_fits_the_picture_as_it_is_shown) {
  Camera camera = bent_camera();
  camera.width = 96;
  camera.height = 72;
  const PictureSize wide{128, 72, 96, 72};
  const Vector3d point(640, -410, 2100);
  const Vector2d stored = project_to_pixel(camera, point);
  for (const int known : {1, 0}) {
    Camera calibrated = camera;
    calibrated.width *= known;
    calibrated.height *= known;
    const Camera shown = camera_for_video(calibrated, wide);
    EXPECT_EQ(shown.width, 128);
    EXPECT_EQ(shown.height, 72);
    const Vector2d pixel = project_to_pixel(shown, point);
    EXPECT_NEAR(pixel.x() + 0.5, (stored.x() + 0.5) * 4 / 3, 1e-9);
    EXPECT_NEAR(pixel.y(), stored.y(), 1e-9);
    EXPECT_TRUE(camera_for_video(shown, wide).intrinsics.isApprox(shown.intrinsics, 1e-12)) << "and stays";
  }
}

TEST(CameraProjection, an_assumed_camera_looks_through_the_middle_of_the_picture) {
  const Camera camera = assumed_camera(641, 481);
  EXPECT_LT((project_to_pixel(camera, {0, 0, 5000}) - Vector2d(320, 240)).norm(), 1e-9);
  EXPECT_NEAR(focal_px(camera), 1.2 * 641, 1e-9);
}

TEST(CameraProjection, the_focal_length_is_the_mean_of_both) {
  EXPECT_NEAR(focal_px(bent_camera()), std::sqrt(1310.0 * 1295.0), 1e-9);
}

}  // namespace
}  // namespace solopose
