#include "core/camera/camera_projection.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <Eigen/Geometry>
#include <Eigen/LU>

#include "core/base/error.h"
#include "core/camera/lens.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

/// The point of the plane at depth 1 that appears at a pixel.
Vector2d ideal_point(const Camera& camera, const Vector2d& pixel) {
  return unbent_by_lens(camera, (camera.intrinsics.inverse() * pixel.homogeneous()).head<2>());
}

}  // namespace

Vector2d project_to_pixel(const Camera& camera, const Vector3d& point_in_camera_mm) {
  if (!(point_in_camera_mm.z() > 0)) return Vector2d::Constant(std::numeric_limits<double>::quiet_NaN());
  const Vector2d ideal = point_in_camera_mm.head<2>() / point_in_camera_mm.z();
  return camera.intrinsics.topRows<2>() * bent_by_lens(camera, ideal).point.homogeneous();
}

Vector3d unproject_pixel(const Camera& camera, const Vector2d& pixel, double depth_mm) {
  return depth_mm * ideal_point(camera, pixel).homogeneous();
}

Vector3d camera_from_world(const Camera& camera, const Vector3d& point_in_world_mm) {
  return camera.rotation * point_in_world_mm + camera.translation_mm;
}

Vector3d world_from_camera(const Camera& camera, const Vector3d& point_in_camera_mm) {
  return camera.rotation.transpose() * (point_in_camera_mm - camera.translation_mm);
}

Camera camera_for_size(const Camera& camera, int width, int height) {
  if (width <= 0 || height <= 0) {
    throw Error(
        fmt::format("camera {}: a video of {} x {} pixels has no picture", camera.name, width, height));
  }
  Camera scaled = camera;
  scaled.width = width;
  scaled.height = height;
  if (camera.width <= 0 || camera.height <= 0) return scaled;
  const double across = static_cast<double>(width) / camera.width;
  const double down = static_cast<double>(height) / camera.height;
  // The picture's corner stays its corner, and lies half a pixel before the first pixel's centre.
  Eigen::Matrix3d resize;
  resize << across, 0, (across - 1) / 2,  //
      0, down, (down - 1) / 2,            //
      0, 0, 1;
  scaled.intrinsics = resize * camera.intrinsics;
  return scaled;
}

Camera camera_for_video(const Camera& camera, const PictureSize& video) {
  const Camera stored = camera_for_size(camera, video.stored_width, video.stored_height);
  return camera_for_size(stored, video.width, video.height);
}

Camera assumed_camera(int width, int height) {
  constexpr double focal_per_longer_side = 1.2;
  Camera camera;
  camera.name = "assumed";
  camera.width = width;
  camera.height = height;
  const double focal = focal_per_longer_side * std::max(width, height);
  camera.intrinsics << focal, 0, (width - 1) / 2.0,  //
      0, focal, (height - 1) / 2.0,                  //
      0, 0, 1;
  return camera;
}

double focal_px(const Camera& camera) {
  return std::sqrt(std::abs(camera.intrinsics(0, 0) * camera.intrinsics(1, 1)));
}

double focal_px_at(const Camera& camera, const Vector2d& pixel) {
  if (camera.lens == LensModel::brown_conrady) return focal_px(camera);
  const Eigen::Matrix2d slope = bent_by_lens(camera, ideal_point(camera, pixel)).slope;
  return focal_px(camera) * std::sqrt(std::abs(slope.determinant()));
}

}  // namespace solopose
