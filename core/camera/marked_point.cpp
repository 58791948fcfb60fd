#include "core/camera/marked_point.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr double nearest_mm = 100;
constexpr double farthest_mm = 100'000;
constexpr int ray_steps = 256;
constexpr double same_ray = 1e-6;  ///< of points at depth 1

Vector2d pixel_of(const Camera& camera, const Vector3d& point) {
  return project_to_pixel(camera, camera_from_world(camera, point));
}

bool is_about_picture(const Camera& camera, const Vector2d& pixel) {
  const Vector2d size(camera.width, camera.height);
  return (pixel.array() >= -size.array()).all() && (pixel.array() <= 2 * size.array()).all();
}

/// Far off the axis a lens's polynomial turns back: what it shows there belongs to another ray.
bool is_shown_at(const Camera& camera, const Vector3d& in_camera, const Vector2d& pixel) {
  const Vector3d back = unproject_pixel(camera, pixel, 1);
  return back.allFinite() && (back - in_camera / in_camera.z()).norm() < same_ray * (1 + back.norm());
}

}  // namespace

Vector3d moved_in_view(const Camera& camera, const Vector3d& point, const Vector2d& pixel) {
  const double depth = camera_from_world(camera, point).z();
  if (!(depth > 0)) return Vector3d::Constant(std::nan(""));
  return world_from_camera(camera, unproject_pixel(camera, pixel, depth));
}

Vector3d point_of_marks(std::span<const Sighting> marks, const Vector3d& point) {
  if (marks.size() != 1) return triangulated(marks);
  const Vector3d moved = moved_in_view(marks[0].camera, point, marks[0].pixel);
  if (!moved.allFinite())
    throw Error(fmt::format("mark: the camera {} shows nothing there", marks[0].camera.name));
  return moved;
}

std::vector<double> residuals_px(std::span<const Sighting> marks, const Vector3d& point) {
  std::vector<double> distances;
  for (const Sighting& mark : marks) distances.push_back((pixel_of(mark.camera, point) - mark.pixel).norm());
  return distances;
}

std::vector<std::vector<Vector2d>> epipolar_line(const Sighting& mark, const Camera& other) {
  std::vector<std::vector<Vector2d>> pieces;
  bool inside = false;
  for (int i = 0; i <= ray_steps; ++i) {
    const double depth = nearest_mm * std::pow(farthest_mm / nearest_mm, static_cast<double>(i) / ray_steps);
    const Vector3d point = world_from_camera(mark.camera, unproject_pixel(mark.camera, mark.pixel, depth));
    const Vector3d in_other = camera_from_world(other, point);
    const Vector2d pixel = project_to_pixel(other, in_other);
    const bool shown =
        pixel.allFinite() && is_about_picture(other, pixel) && is_shown_at(other, in_other, pixel);
    if (shown && !inside) pieces.emplace_back();
    if (shown) pieces.back().push_back(pixel);
    inside = shown;
  }
  return pieces;
}

}  // namespace solopose
