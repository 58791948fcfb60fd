#include "render/heat_map/slice_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Geometry>

namespace solopose {
namespace {

constexpr double along_the_line = 0.02;  // sine of the angle from which on a drag cannot be told from rest

std::array<int, 3> voxel_near(const Grid& grid, const Eigen::Vector3d& position_mm) {
  const Eigen::Vector3d at = grid.voxel_of(position_mm);
  std::array<int, 3> voxel{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double whole = std::round(at[static_cast<Eigen::Index>(axis)]);
    voxel[axis] = static_cast<int>(std::clamp(whole, 0.0, grid.size[axis] - 1.0));
  }
  return voxel;
}

/// Distances along the ray at which it enters and leaves the grid; empty when leave < enter.
std::pair<double, double> span_inside(const Grid& grid, const Ray& ray) {
  const Eigen::Vector3d low = lower_corner(grid);
  const Eigen::Vector3d high = upper_corner(grid);
  double enter = 0;
  double leave = std::numeric_limits<double>::infinity();
  for (int axis = 0; axis < 3; ++axis) {
    if (std::abs(ray.direction[axis]) < 1e-12) {
      if (ray.origin_mm[axis] < low[axis] || ray.origin_mm[axis] > high[axis]) leave = -1;
      continue;
    }
    const double first = (low[axis] - ray.origin_mm[axis]) / ray.direction[axis];
    const double second = (high[axis] - ray.origin_mm[axis]) / ray.direction[axis];
    enter = std::max(enter, std::min(first, second));
    leave = std::min(leave, std::max(first, second));
  }
  return {enter, leave};
}

}  // namespace

Ray ray_through(const OrbitCamera& camera, const Eigen::Vector2d& pixel) {
  const double scale = camera.mm_per_pixel_at_focus();
  const Eigen::Vector3d aim = camera.focus_mm +
                              scale * (pixel.x() - camera.width_px / 2) * camera.rightward() -
                              scale * (pixel.y() - camera.height_px / 2) * camera.upward();
  if (camera.orthographic) {
    return {aim + (camera.eye_mm() - camera.focus_mm), -camera.backward()};
  }
  return {camera.eye_mm(), (aim - camera.eye_mm()).normalized()};
}

Eigen::Vector3d lower_corner(const Grid& grid) { return grid.origin_mm - 0.5 * grid.spacing_mm; }

Eigen::Vector3d upper_corner(const Grid& grid) {
  const Eigen::Vector3d size(grid.size[0], grid.size[1], grid.size[2]);
  return lower_corner(grid) + grid.spacing_mm.cwiseProduct(size);
}

double SlicePlanes::position_mm(const Grid& grid, int axis) const {
  return grid.origin_mm[axis] + voxel[static_cast<std::size_t>(axis)] * grid.spacing_mm[axis];
}

int SlicePlanes::nearest_voxel(const Grid& grid, int axis, double position_mm) {
  const double voxel = std::round((position_mm - grid.origin_mm[axis]) / grid.spacing_mm[axis]);
  return static_cast<int>(std::clamp(voxel, 0.0, grid.size[static_cast<std::size_t>(axis)] - 1.0));
}

std::optional<SliceHit> first_slice_hit(const Grid& grid, const SlicePlanes& slices, const Ray& ray) {
  std::optional<SliceHit> hit;
  double nearest = std::numeric_limits<double>::infinity();
  for (int axis = 0; axis < 3; ++axis) {
    const double distance = (slices.position_mm(grid, axis) - ray.origin_mm[axis]) / ray.direction[axis];
    if (!std::isfinite(distance) || distance < 0 || distance >= nearest) continue;
    const Eigen::Vector3d at = ray.origin_mm + distance * ray.direction;
    if (!grid.contains(at)) continue;
    nearest = distance;
    hit = SliceHit{axis, at, voxel_near(grid, at)};
    hit->voxel[static_cast<std::size_t>(axis)] = slices.voxel[static_cast<std::size_t>(axis)];
  }
  return hit;
}

std::optional<double> dragged_position_mm(const Eigen::Vector3d& held_mm, int axis, const Ray& ray) {
  const Eigen::Vector3d normal = Eigen::Vector3d::Unit(axis);
  const Eigen::Vector3d across = normal.cross(ray.direction);
  if (across.norm() < along_the_line) return std::nullopt;
  const Eigen::Vector3d between = ray.origin_mm - held_mm;
  return held_mm[axis] + between.cross(ray.direction).dot(across) / across.squaredNorm();
}

std::optional<std::array<int, 3>> highest_voxel_along(const Grid& grid, std::span<const float> x_fastest,
                                                      const Ray& ray) {
  const auto [enter, leave] = span_inside(grid, ray);
  if (leave < enter) return std::nullopt;
  const double step = 0.5 * grid.spacing_mm.minCoeff();
  std::optional<std::array<int, 3>> best;
  float highest = -std::numeric_limits<float>::infinity();
  for (double distance = enter; distance <= leave; distance += step) {
    const auto voxel = voxel_near(grid, ray.origin_mm + distance * ray.direction);
    const std::size_t index = (static_cast<std::size_t>(voxel[2]) * static_cast<std::size_t>(grid.size[1]) +
                               static_cast<std::size_t>(voxel[1])) *
                                  static_cast<std::size_t>(grid.size[0]) +
                              static_cast<std::size_t>(voxel[0]);
    if (x_fastest[index] > highest) {
      highest = x_fastest[index];
      best = voxel;
    }
  }
  return best;
}

}  // namespace solopose
