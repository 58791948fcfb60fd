#include "widgets/heat_maps_panel/same_place.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/Geometry>

#include "core/augmotion/kabsch.h"

namespace solopose {
namespace {

std::vector<Eigen::Vector3d> points_of(const std::vector<float>& pose_mm) {
  std::vector<Eigen::Vector3d> points;
  for (std::size_t at = 0; at + 2 < pose_mm.size(); at += 3)
    points.emplace_back(pose_mm[at], pose_mm[at + 1], pose_mm[at + 2]);
  return points;
}

/// Joints that are known in both.
void keep_common(std::vector<Eigen::Vector3d>& a, std::vector<Eigen::Vector3d>& b) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (!a[i].allFinite() || !b[i].allFinite()) continue;
    a[kept] = a[i];
    b[kept++] = b[i];
  }
  a.resize(kept);
  b.resize(kept);
}

bool in_one_frame(const HeatMapPicture& a, const HeatMapPicture& b) {
  if (a.in_crop_space || b.in_crop_space || a.query.choice.universal != b.query.choice.universal)
    return false;
  return a.query.choice.universal || a.query.sequence == b.query.sequence;
}

Eigen::Vector3d middle_of(const Grid& grid) {
  return grid.position_mm({0.5 * (grid.size[0] - 1), 0.5 * (grid.size[1] - 1), 0.5 * (grid.size[2] - 1)});
}

}  // namespace

std::optional<Eigen::Matrix3d> turn_between(const HeatMapPicture& from, const HeatMapPicture& to) {
  if (in_one_frame(from, to)) return Eigen::Matrix3d::Identity();
  if (from.query.sequence != to.query.sequence) return std::nullopt;
  const std::int64_t frame = from.in_crop_space ? from.query.frame : to.query.frame;
  std::vector<Eigen::Vector3d> source = points_of(pose_of(from.query, frame));
  std::vector<Eigen::Vector3d> target = points_of(pose_of(to.query, frame));
  keep_common(source, target);
  constexpr std::size_t fewest = 3;
  if (source.size() < fewest) return std::nullopt;
  const KabschResult found = kabsch(source, target, true);
  if (found.degenerate()) return std::nullopt;
  return found.target_from_source.rotation;
}

Eigen::Matrix3d camera_axes(const OrbitCamera& camera) {
  Eigen::Matrix3d axes;
  axes << camera.up, camera.facing, camera.up.cross(camera.facing);
  return axes;
}

std::optional<HeatMapProbe> same_place(const HeatMapProbe& probe, const HeatMapPicture& from,
                                       const HeatMapPicture& to, const Eigen::Matrix3d& turn) {
  const Grid& grid = to.volume.grid;
  HeatMapProbe other;
  other.position_mm = middle_of(grid) + turn * (probe.position_mm - middle_of(from.volume.grid));
  if (!grid.contains(other.position_mm)) return std::nullopt;
  const Eigen::Vector3d voxel = grid.voxel_of(other.position_mm);
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = static_cast<std::size_t>(axis);
    other.voxel[at] = std::clamp(static_cast<int>(std::lround(voxel[axis])), 0, grid.size[at] - 1);
  }
  other.value =
      to.volume.values[static_cast<std::size_t>(grid.index(other.voxel[0], other.voxel[1], other.voxel[2]))];
  return other;
}

}  // namespace solopose
