#include "core/heatpose/grid.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

/// Calls visit(largest axis distance from the frame's centre joint) for every finite joint of a frame with a
/// finite centre.
template <typename Visit>
void for_each_reach(std::span<const float> poses_mm, int centre_joint, const Visit& visit) {
  const Eigen::Map<const Eigen::Matrix<float, 3, Eigen::Dynamic>> points(
      poses_mm.data(), 3, static_cast<Eigen::Index>(poses_mm.size() / 3));
  for (Eigen::Index first = 0; first + joint_count <= points.cols(); first += joint_count) {
    const Eigen::Vector3f centre = points.col(first + centre_joint);
    if (!centre.allFinite()) continue;
    for (Eigen::Index joint = first; joint < first + joint_count; ++joint) {
      const float reach = (points.col(joint) - centre).cwiseAbs().maxCoeff<Eigen::PropagateNaN>();
      if (std::isfinite(reach)) visit(static_cast<double>(reach));
    }
  }
}

}  // namespace

std::array<int, 3> Grid::voxel_at(std::int64_t index) const {
  const auto z = static_cast<int>(index % size[2]);
  const auto y = static_cast<int>(index / size[2] % size[1]);
  return {static_cast<int>(index / size[2] / size[1]), y, z};
}

Eigen::Vector3d Grid::centre_mm(const std::array<int, 3>& voxel) const {
  return position_mm(
      {static_cast<double>(voxel[0]), static_cast<double>(voxel[1]), static_cast<double>(voxel[2])});
}

Eigen::Vector3d Grid::position_mm(const Eigen::Vector3d& voxel) const {
  return origin_mm + voxel.cwiseProduct(spacing_mm);
}

Eigen::Vector3d Grid::voxel_of(const Eigen::Vector3d& position) const {
  return (position - origin_mm).cwiseQuotient(spacing_mm);
}

bool Grid::contains(const Eigen::Vector3d& position) const {
  const Eigen::Vector3d voxel = voxel_of(position);
  for (int axis = 0; axis < 3; ++axis) {
    // Written so that NaN is outside.
    if (!(voxel[axis] >= -0.5 && voxel[axis] <= size[static_cast<std::size_t>(axis)] - 0.5)) return false;
  }
  return true;
}

void require_voxels(const Grid& grid, std::size_t found) {
  if (static_cast<std::int64_t>(found) != grid.voxels())
    throw Error(fmt::format("heat map: a volume of {} voxels, found {} values", grid.voxels(), found));
}

VoxelBox box_round(const Grid& grid, const std::array<int, 3>& voxel, int radius) {
  VoxelBox box;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int reach = std::min(radius, grid.size[axis]);
    box.begin[axis] = std::max(0, voxel[axis] - reach);
    box.end[axis] = std::min(grid.size[axis], voxel[axis] + reach + 1);
  }
  return box;
}

Grid Grid::cube(const Eigen::Vector3d& centre, double extent_mm, int voxels_per_side) {
  if (voxels_per_side < 1)
    throw Error(fmt::format("heat map: size must be at least 1 voxel, found {}", voxels_per_side));
  if (!(extent_mm > 0) || !std::isfinite(extent_mm))
    throw Error(fmt::format("heat map: extent must be above 0 mm, found {}", extent_mm));
  if (!centre.allFinite()) throw Error("heat map: the centre must be finite");
  Grid grid;
  grid.size = {voxels_per_side, voxels_per_side, voxels_per_side};
  grid.spacing_mm = Eigen::Vector3d::Constant(extent_mm / voxels_per_side);
  grid.origin_mm = centre - grid.spacing_mm * (0.5 * (voxels_per_side - 1));
  return grid;
}

double extent_for(std::span<const float> poses_mm, int centre_joint, double margin_mm) {
  double reach = 0;
  for_each_reach(poses_mm, centre_joint, [&](double joint) { reach = std::max(reach, joint); });
  return 2 * (reach + margin_mm);
}

std::int64_t joints_outside(std::span<const float> poses_mm, int centre_joint, double extent_mm) {
  std::int64_t outside = 0;
  for_each_reach(poses_mm, centre_joint, [&](double joint) { outside += joint > 0.5 * extent_mm; });
  return outside;
}

}  // namespace solopose
