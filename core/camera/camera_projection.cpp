#include "core/camera/camera_projection.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <Eigen/LU>

#include "core/base/error.h"

namespace solopose {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;
using Eigen::Vector3d;

/// A point of the plane at depth 1 as the lens bends it, and how that changes with the point.
struct Bent {
  Vector2d point;
  Matrix2d slope;
};

Bent bent_by_lens(const std::array<double, 5>& distortion, const Vector2d& ideal) {
  const auto& [k1, k2, p1, p2, k3] = distortion;
  const double x = ideal.x();
  const double y = ideal.y();
  const double r2 = ideal.squaredNorm();
  const double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  const double radial_slope = k1 + r2 * (2 * k2 + r2 * 3 * k3);  // with r2
  Bent bent;
  bent.point = radial * ideal + Vector2d(2 * p1 * x * y + p2 * (r2 + 2 * x * x),  //
                                         p1 * (r2 + 2 * y * y) + 2 * p2 * x * y);
  const double mixed = 2 * x * y * radial_slope + 2 * p1 * x + 2 * p2 * y;
  bent.slope << radial + 2 * x * x * radial_slope + 2 * p1 * y + 6 * p2 * x, mixed,  //
      mixed, radial + 2 * y * y * radial_slope + 6 * p1 * y + 2 * p2 * x;
  return bent;
}

/// Newton's iteration: a few steps within any picture, where lenses bend little and one to one.
Vector2d unbent(const std::array<double, 5>& distortion, const Vector2d& seen) {
  constexpr int most_steps = 30;
  constexpr double precision = 1e-13;
  Vector2d ideal = seen;
  for (int i = 0; i < most_steps; ++i) {
    const Bent bent = bent_by_lens(distortion, ideal);
    const Vector2d step = bent.slope.inverse() * (seen - bent.point);
    ideal += step;
    if (step.squaredNorm() < precision * precision) break;
  }
  return ideal;
}

}  // namespace

Vector2d project_to_pixel(const Camera& camera, const Vector3d& point_in_camera_mm) {
  if (!(point_in_camera_mm.z() > 0)) return Vector2d::Constant(std::numeric_limits<double>::quiet_NaN());
  const Vector2d ideal = point_in_camera_mm.head<2>() / point_in_camera_mm.z();
  return camera.intrinsics.topRows<2>() * bent_by_lens(camera.distortion, ideal).point.homogeneous();
}

Vector3d unproject_pixel(const Camera& camera, const Vector2d& pixel, double depth_mm) {
  const Vector2d seen = (camera.intrinsics.inverse() * pixel.homogeneous()).head<2>();
  return depth_mm * unbent(camera.distortion, seen).homogeneous();
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

}  // namespace solopose
