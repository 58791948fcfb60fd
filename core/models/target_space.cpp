#include "core/models/target_space.h"

#include <algorithm>

namespace solopose {

Grid target_grid(const TargetOptions& target, int voxels) {
  return Grid::cube(Eigen::Vector3d::Zero(), target.extent_mm, voxels);
}

MixtureOptions target_mixture(const TargetOptions& target, int voxels) {
  MixtureOptions mixture = target.mixture;
  mixture.sigma_mm = std::max(mixture.sigma_mm, target.extent_mm / voxels);
  return mixture;
}

std::vector<float> grid_from_target(TargetFrame frame, std::span<const float> points_mm) {
  std::vector<float> result(points_mm.size());
  for (std::size_t i = 0; i + 2 < points_mm.size(); i += 3) {
    const bool camera = frame == TargetFrame::camera;
    result[i] = camera ? points_mm[i + 2] : points_mm[i + 1];
    result[i + 1] = camera ? points_mm[i + 1] : -points_mm[i + 2];
    result[i + 2] = points_mm[i];
  }
  return result;
}

std::vector<float> target_from_grid(TargetFrame frame, std::span<const float> points_mm) {
  std::vector<float> result(points_mm.size());
  for (std::size_t i = 0; i + 2 < points_mm.size(); i += 3) {
    const bool camera = frame == TargetFrame::camera;
    result[i] = points_mm[i + 2];
    result[i + 1] = camera ? points_mm[i + 1] : points_mm[i];
    result[i + 2] = camera ? points_mm[i] : -points_mm[i + 1];
  }
  return result;
}

}  // namespace solopose
