#include "core/camera/lens.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/camera/camera_projection.h"
#include "core/camera/crop.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr double degree = std::numbers::pi / 180;

Camera fisheye(const std::array<double, 5>& distortion) {
  Camera camera;
  camera.width = 1920;
  camera.height = 1080;
  camera.intrinsics << 620, 2.5, 955, 0, 615, 548, 0, 0, 1;
  camera.lens = LensModel::equidistant;
  camera.distortion = distortion;
  return camera;
}

const Camera bulging = fisheye({0.05, -0.012, 0.004, -0.0009, 0});
const Camera shrinking = fisheye({-0.03, 0.006, -0.001, 0.0001, 0});

// From cv2.fisheye.projectPoints of OpenCV 5.1.
TEST(Lens, a_fisheye_shows_points_where_opencv_does) {
  const std::vector<std::tuple<Vector3d, Vector2d, Vector2d>> known = {
      {{640, -410, 2100}, {1136.8867137, 432.1191716}, {1135.1879534, 433.2014593}},
      {{-900, 300, 330}, {187.0379834, 802.2646784}, {254.2625870, 780.0072727}},
      {{3000, 500, 700}, {1831.4930921, 692.8067835}, {1745.3729952, 678.5787487}},
      {{-400, -8000, 900}, {902.6654771, -412.7681074}, {908.3481235, -308.4448965}},
      {{10, 0, 1000}, {961.1998243, 548}, {961.1997747, 548}},
  };
  for (const auto& [point, bulged, shrunk] : known) {
    EXPECT_LT((project_to_pixel(bulging, point) - bulged).norm(), 1e-6) << point.transpose();
    EXPECT_LT((project_to_pixel(shrinking, point) - shrunk).norm(), 1e-6) << point.transpose();
  }
}

TEST(Lens, a_fisheyes_pixel_leads_back_to_its_ray_up_to_85_degrees) {
  for (const Camera& camera : {bulging, shrinking, fisheye({})}) {
    for (int angle = 0; angle <= 85; ++angle) {
      for (int turn = 0; turn < 360; turn += 24) {
        const Vector3d point =
            2000 * Vector3d(std::sin(angle * degree) * std::cos(turn * degree),
                            std::sin(angle * degree) * std::sin(turn * degree), std::cos(angle * degree));
        const Vector2d pixel = project_to_pixel(camera, point);
        const Vector3d back = unproject_pixel(camera, pixel, point.z());
        EXPECT_LT((back - point).norm(), 1e-6) << angle << ' ' << turn;
        EXPECT_LT((project_to_pixel(camera, back) - pixel).norm(), 1e-8) << angle << ' ' << turn;
      }
    }
  }
}

TEST(Lens, beyond_a_right_angle_a_fisheye_shows_nothing_that_is_in_front) {
  for (const Camera& camera : {bulging, shrinking, fisheye({})}) {
    EXPECT_TRUE(unproject_pixel(camera, {955 + 620 * 1.9, 548}, 1000).hasNaN());
    EXPECT_TRUE(unproject_pixel(camera, {std::nan(""), 548}, 1000).hasNaN());
  }
}

TEST(Lens, of_two_rays_to_one_place_the_one_nearer_the_axis_is_seen) {
  // Turns back at about 57 degrees: fitted to a lens that sees less.
  const Camera narrow = fisheye({-1.0 / 3, 0, 0, 0, 0});
  const Vector3d point(1000, 0, 1000);
  const Vector3d back = unproject_pixel(narrow, project_to_pixel(narrow, point), 1000);
  EXPECT_LT((back - point).norm(), 1e-6);
}

TEST(Lens, its_slope_is_how_the_picture_changes) {
  Camera brown = bulging;
  brown.lens = LensModel::brown_conrady;
  brown.distortion = {-0.21, 0.06, 0.003, -0.002, 0.01};
  for (const Camera& camera : {bulging, shrinking, brown}) {
    for (const Vector2d& ideal : {Vector2d(0.3, -0.2), Vector2d(-0.9, 0.7), Vector2d(1e-4, 2e-4)}) {
      constexpr double step = 1e-6;
      const Eigen::Matrix2d slope = bent_by_lens(camera, ideal).slope;
      for (const Vector2d& way : {Vector2d(1, 0), Vector2d(0, 1)}) {
        const Vector2d measured = (bent_by_lens(camera, ideal + step * way).point -
                                   bent_by_lens(camera, ideal - step * way).point) /
                                  (2 * step);
        EXPECT_LT((slope * way - measured).norm(), 1e-8) << ideal.transpose();
      }
    }
  }
}

// A person near a fisheye's edge is small in the picture: the crop must be, too, and lead back.
TEST(Lens, crops_of_a_fisheye_are_as_large_as_the_person_appears) {
  constexpr double extent_mm = 2600;
  std::vector<float> pose(std::size_t{joint_count} * 3);
  const Vector3d pelvis(4000, 300, 2400);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Vector3d limb(40.0 * static_cast<double>(joint), -30.0 * static_cast<double>(joint), 0);
    const Vector3d place = pelvis + limb;
    for (int axis = 0; axis < 3; ++axis)
      pose[joint * 3 + static_cast<std::size_t>(axis)] = static_cast<float>(place[axis]);
  }
  const auto crop = crop_of_pose(bulging, pose, extent_mm);
  ASSERT_TRUE(crop);
  const double half = 1;
  const Vector2d right = project_to_pixel(bulging, pelvis + Vector3d(half, 0, 0)) -
                         project_to_pixel(bulging, pelvis - Vector3d(half, 0, 0));
  const Vector2d down = project_to_pixel(bulging, pelvis + Vector3d(0, half, 0)) -
                        project_to_pixel(bulging, pelvis - Vector3d(0, half, 0));
  const double pixels_per_mm = std::sqrt(std::abs(right.x() * down.y() - right.y() * down.x())) / (2 * half);
  EXPECT_NEAR(crop->side_px, pixels_per_mm * extent_mm, 1e-3);
  const auto back =
      camera_from_crop(bulging, *crop, extent_mm, crop_from_camera(bulging, *crop, extent_mm, pose));
  for (std::size_t i = 0; i < pose.size(); ++i) EXPECT_NEAR(back[i], pose[i], 0.05) << i;
}

TEST(Lens, its_model_has_a_name_in_files) {
  for (const LensModel lens : {LensModel::brown_conrady, LensModel::equidistant})
    EXPECT_EQ(lens_model_named(name_of(lens)), lens);
  EXPECT_FALSE(lens_model_named("rational"));
}

}  // namespace
}  // namespace solopose
