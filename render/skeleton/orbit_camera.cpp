#include "render/skeleton/orbit_camera.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <Eigen/Geometry>

namespace solopose {

namespace {

using std::numbers::pi;
constexpr double kTanHalfFov = 0.32;  // 35.5 degrees from top to bottom: a portrait lens, little distortion
constexpr double kRadiansPerPixel = 0.008;
constexpr double kZoomPerStep = 0.88;
constexpr double kNearest_mm = 100;
constexpr double kFarthest_mm = 2e5;
constexpr double kFrameMargin = 1.12;

}  // namespace

Eigen::Vector3d OrbitCamera::rightward() const {
  const Eigen::Vector3d persons_right = facing.cross(up);
  return std::sin(azimuth) * facing - std::cos(azimuth) * persons_right;
}

Eigen::Vector3d OrbitCamera::backward() const {
  const Eigen::Vector3d persons_right = facing.cross(up);
  const Eigen::Vector3d level = std::cos(azimuth) * facing + std::sin(azimuth) * persons_right;
  return std::cos(elevation) * level + std::sin(elevation) * up;
}

Eigen::Vector3d OrbitCamera::upward() const { return backward().cross(rightward()); }

Eigen::Matrix4d OrbitCamera::view() const {
  Eigen::Matrix4d view = Eigen::Matrix4d::Identity();
  view.block<1, 3>(0, 0) = rightward().transpose();
  view.block<1, 3>(1, 0) = upward().transpose();
  view.block<1, 3>(2, 0) = backward().transpose();
  view.block<3, 1>(0, 3) = -view.block<3, 3>(0, 0) * eye_mm();
  return view;
}

double OrbitCamera::far_mm() const { return 30 * distance_mm + 5e4; }

// A parallel projection has no eye that things could be behind of.
double OrbitCamera::near_mm() const { return orthographic ? -far_mm() : 0.02 * distance_mm; }

Eigen::Matrix4d OrbitCamera::projection() const {
  const double aspect = width_px / std::max(1.0, height_px);
  const double near = near_mm();
  const double far = far_mm();
  Eigen::Matrix4d projection = Eigen::Matrix4d::Zero();
  if (orthographic) {
    const double half_height = distance_mm * kTanHalfFov;
    projection(0, 0) = 1 / (half_height * aspect);
    projection(1, 1) = 1 / half_height;
    projection(2, 2) = -2 / (far - near);
    projection(2, 3) = -(far + near) / (far - near);
    projection(3, 3) = 1;
  } else {
    projection(0, 0) = 1 / (kTanHalfFov * aspect);
    projection(1, 1) = 1 / kTanHalfFov;
    projection(2, 2) = -(far + near) / (far - near);
    projection(2, 3) = -2 * far * near / (far - near);
    projection(3, 2) = -1;
  }
  return projection;
}

double OrbitCamera::mm_per_pixel_at_focus() const {
  return 2 * distance_mm * kTanHalfFov / std::max(1.0, height_px);
}

std::optional<OrbitCamera::Projected> OrbitCamera::project(const Eigen::Vector3d& point_mm) const {
  if (!point_mm.allFinite()) return std::nullopt;
  const Eigen::Vector3d from_eye = point_mm - eye_mm();
  const double depth = -backward().dot(from_eye);
  if (depth < near_mm()) return std::nullopt;
  const double mm_per_pixel = mm_per_pixel_at_focus() * (orthographic ? 1.0 : depth / distance_mm);
  return Projected{{width_px / 2 + rightward().dot(from_eye) / mm_per_pixel,
                    height_px / 2 - upward().dot(from_eye) / mm_per_pixel},
                   depth,
                   mm_per_pixel};
}

void OrbitCamera::orbit(double dx_px, double dy_px) {
  // The scene follows the pointer, so the eye goes the other way.
  azimuth = std::remainder(azimuth + dx_px * kRadiansPerPixel, 2 * pi);
  elevation = std::clamp(elevation + dy_px * kRadiansPerPixel, -pi / 2, pi / 2);
}

void OrbitCamera::pan(double dx_px, double dy_px) {
  focus_mm += mm_per_pixel_at_focus() * (dy_px * upward() - dx_px * rightward());
}

void OrbitCamera::zoom(double steps) {
  distance_mm = std::clamp(distance_mm * std::pow(kZoomPerStep, steps), kNearest_mm, kFarthest_mm);
}

void OrbitCamera::look(FixedView from) {
  elevation = 0;
  switch (from) {
    case FixedView::front:
      azimuth = 0;
      break;
    case FixedView::back:
      azimuth = pi;
      break;
    case FixedView::left:
      azimuth = -pi / 2;
      break;
    case FixedView::right:
      azimuth = pi / 2;
      break;
    case FixedView::top:
      azimuth = pi;  // people look up the picture, as on a map
      elevation = pi / 2;
      break;
    case FixedView::perspective:
      azimuth = 0.6;
      elevation = 0.3;
      break;
  }
}

void OrbitCamera::set_axes(const Eigen::Vector3d& up_axis, const Eigen::Vector3d& facing_axis) {
  up = up_axis;
  facing = facing_axis;
}

void OrbitCamera::frame(std::span<const Eigen::Vector3f> points_mm) {
  Eigen::Matrix3d camera_axes;
  camera_axes << rightward().transpose(), upward().transpose(), backward().transpose();
  Eigen::Vector3d low = Eigen::Vector3d::Constant(std::numeric_limits<double>::infinity());
  Eigen::Vector3d high = -low;
  for (const Eigen::Vector3f& point : points_mm) {
    if (!point.allFinite()) continue;
    const Eigen::Vector3d seen = camera_axes * point.cast<double>();
    low = low.cwiseMin(seen);
    high = high.cwiseMax(seen);
  }
  if (!(low.x() <= high.x())) return;
  const Eigen::Vector3d centre = (low + high) / 2;
  focus_mm = camera_axes.transpose() * centre;

  const double tan_half_width = kTanHalfFov * width_px / std::max(1.0, height_px);
  double needed = kNearest_mm;
  for (const Eigen::Vector3f& point : points_mm) {
    if (!point.allFinite()) continue;
    const Eigen::Vector3d off = camera_axes * point.cast<double>() - centre;
    const double sideways = std::max(std::abs(off.x()) / tan_half_width, std::abs(off.y()) / kTanHalfFov);
    needed = std::max(needed, kFrameMargin * sideways + (orthographic ? 0.0 : off.z()));
  }
  distance_mm = std::min(needed, kFarthest_mm);
}

OrbitCamera interpolate(const OrbitCamera& from, const OrbitCamera& to, double t) {
  OrbitCamera between = to;
  between.focus_mm = (1 - t) * from.focus_mm + t * to.focus_mm;
  between.azimuth = from.azimuth + t * std::remainder(to.azimuth - from.azimuth, 2 * pi);
  between.elevation = (1 - t) * from.elevation + t * to.elevation;
  between.distance_mm = from.distance_mm * std::pow(to.distance_mm / from.distance_mm, t);
  return between;
}

}  // namespace solopose
