#pragma once

#include <array>
#include <optional>
#include <span>

#include <Eigen/Core>

#include "core/heatpose/grid.h"
#include "render/skeleton/orbit_camera.h"

namespace solopose {

struct Ray {
  Eigen::Vector3d origin_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d direction = Eigen::Vector3d::UnitX();  ///< unit
};

/// The line of sight through a pixel (from the top left corner).
Ray ray_through(const OrbitCamera& camera, const Eigen::Vector2d& pixel);

/// Outer faces of the grid: half a voxel beyond the centres.
Eigen::Vector3d lower_corner(const Grid& grid);
Eigen::Vector3d upper_corner(const Grid& grid);

/// Three planes through voxel centres, one across each axis.
struct SlicePlanes {
  std::array<int, 3> voxel = {0, 0, 0};

  double position_mm(const Grid& grid, int axis) const;
  /// The plane through the voxels nearest to a position, kept inside the grid.
  static int nearest_voxel(const Grid& grid, int axis, double position_mm);
};

struct SliceHit {
  int axis = 0;
  Eigen::Vector3d position_mm = Eigen::Vector3d::Zero();
  std::array<int, 3> voxel = {0, 0, 0};
};

/// The first plane that the ray meets inside the grid.
std::optional<SliceHit> first_slice_hit(const Grid& grid, const SlicePlanes& slices, const Ray& ray);

/// Where along `axis` the pointer is when it drags a plane by the point `held_mm`: the point nearest to the
/// ray on the line through `held_mm` across the plane. None when one looks along that line.
std::optional<double> dragged_position_mm(const Eigen::Vector3d& held_mm, int axis, const Ray& ray);

/// The highest voxel along a ray; none when it misses the grid. values: (x, y, z), x fastest.
std::optional<std::array<int, 3>> highest_voxel_along(const Grid& grid, std::span<const float> x_fastest,
                                                      const Ray& ray);

}  // namespace solopose
