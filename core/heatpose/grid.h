#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <Eigen/Core>

namespace solopose {

/// A regular grid of voxels. A volume over it is float (x, y, z) row-major: z runs fastest. Positions are
/// voxel centres, mm.
struct Grid {
  std::array<int, 3> size = {64, 64, 64};
  Eigen::Vector3d origin_mm = Eigen::Vector3d::Zero();  ///< centre of voxel (0, 0, 0)
  Eigen::Vector3d spacing_mm = Eigen::Vector3d::Constant(43.75);

  std::int64_t voxels() const { return std::int64_t{size[0]} * size[1] * size[2]; }
  std::int64_t index(int x, int y, int z) const { return (std::int64_t{x} * size[1] + y) * size[2] + z; }
  std::array<int, 3> voxel_at(std::int64_t index) const;
  Eigen::Vector3d centre_mm(const std::array<int, 3>& voxel) const;
  Eigen::Vector3d position_mm(const Eigen::Vector3d& voxel) const;     ///< of fractional voxel coordinates
  Eigen::Vector3d voxel_of(const Eigen::Vector3d& position_mm) const;  ///< fractional
  /// Within the outer faces of the outermost voxels.
  bool contains(const Eigen::Vector3d& position_mm) const;

  /// A cube of `extent_mm` full side around a centre, so spacing is extent / size. @throws Error when size <
  /// 1 or extent <= 0.
  static Grid cube(const Eigen::Vector3d& centre_mm, double extent_mm, int size);
};

/// @throws Error when a volume over the grid would have another number of values.
void require_voxels(const Grid& grid, std::size_t found);

/// Voxels [begin, end) along each axis.
struct VoxelBox {
  std::array<int, 3> begin = {};
  std::array<int, 3> end = {};
};

/// What lies within `radius` voxels along every axis, inside the grid.
VoxelBox box_round(const Grid& grid, const std::array<int, 3>& voxel, int radius);

/// The smallest cube extent (full side, mm) that holds every finite joint of the poses around each pose's own
/// centre joint, plus a margin on every side; and how many joints a given extent would leave outside: counted
/// and reported, never clamped. poses_mm: (frames, 15, 3); centre_joint: index of the joint the cube is
/// centred on. Frames without it are left out.
double extent_for(std::span<const float> poses_mm, int centre_joint, double margin_mm);
std::int64_t joints_outside(std::span<const float> poses_mm, int centre_joint, double extent_mm);

}  // namespace solopose
