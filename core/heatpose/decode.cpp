#include "core/heatpose/decode.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace solopose {
namespace {

template <typename Visit>
void for_each_voxel(const VoxelBox& box, const Visit& visit) {
  for (int x = box.begin[0]; x < box.end[0]; ++x) {
    for (int y = box.begin[1]; y < box.end[1]; ++y) {
      for (int z = box.begin[2]; z < box.end[2]; ++z) visit(x, y, z);
    }
  }
}

Eigen::Vector3d nowhere() { return Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()); }

}  // namespace

std::int64_t maximum_voxel(std::span<const float> volume) {
  // Many maxima side by side: one would be a chain the processor has to wait for. A comparison with NaN is
  // false.
  std::array<float, 32> highest;
  highest.fill(-std::numeric_limits<float>::infinity());
  std::size_t i = 0;
  for (; i + highest.size() <= volume.size(); i += highest.size()) {
    for (std::size_t k = 0; k < highest.size(); ++k)
      highest[k] = volume[i + k] > highest[k] ? volume[i + k] : highest[k];
  }
  for (; i < volume.size(); ++i) highest[0] = volume[i] > highest[0] ? volume[i] : highest[0];
  const float maximum = *std::max_element(highest.begin(), highest.end());
  const auto found = std::find(volume.begin(), volume.end(), maximum);
  return found == volume.end() ? -1 : found - volume.begin();
}

Eigen::Vector3d refine_peak_mm(const Grid& grid, std::span<const float> volume,
                               const std::array<int, 3>& voxel) {
  Eigen::Vector3d at(voxel[0], voxel[1], voxel[2]);
  const std::int64_t centre = grid.index(voxel[0], voxel[1], voxel[2]);
  const std::array<std::int64_t, 3> stride = {std::int64_t{grid.size[1]} * grid.size[2], grid.size[2], 1};
  const auto value = [&](std::int64_t index) {
    return static_cast<double>(volume[static_cast<std::size_t>(index)]);
  };
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    if (voxel[a] == 0 || voxel[a] == grid.size[a] - 1) continue;
    const double before = value(centre - stride[a]);
    const double here = value(centre);
    const double after = value(centre + stride[a]);
    if (!(before > 0) || !(here > 0) || !(after > 0)) continue;
    const double curvature = std::log(before) - 2 * std::log(here) + std::log(after);
    if (!(curvature < 0)) continue;
    at[axis] += std::clamp(0.5 * (std::log(before) - std::log(after)) / curvature, -0.5, 0.5);
  }
  return grid.position_mm(at);
}

Eigen::Vector3d decode_joint_mm(const Grid& grid, std::span<const float> volume) {
  const std::int64_t best = maximum_voxel(volume);
  if (best < 0 || !(volume[static_cast<std::size_t>(best)] > 0)) return nowhere();
  return refine_peak_mm(grid, volume, grid.voxel_at(best));
}

Eigen::Vector3d soft_argmax_mm(const Grid& grid, std::span<const float> logits, int radius,
                               double sharpness) {
  const std::int64_t best = maximum_voxel(logits);
  if (best < 0) return nowhere();
  const double highest = static_cast<double>(logits[static_cast<std::size_t>(best)]);
  double mass = 0;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for_each_voxel(box_round(grid, grid.voxel_at(best), radius), [&](int x, int y, int z) {
    const double logit = static_cast<double>(logits[static_cast<std::size_t>(grid.index(x, y, z))]);
    const double weight = std::exp(sharpness * (logit - highest));
    if (!std::isfinite(weight)) return;
    mass += weight;
    sum += weight * Eigen::Vector3d(x, y, z);
  });
  return grid.position_mm(sum / mass);
}

double peak_mass(const Grid& grid, std::span<const float> logits, int radius) {
  const std::int64_t best = maximum_voxel(logits);
  if (best < 0) return 0;
  const float highest = logits[static_cast<std::size_t>(best)];
  double all = 0;
  for (const float logit : logits)
    all += static_cast<double>(std::isfinite(logit) ? std::exp(logit - highest) : 0.0F);
  double near = 0;
  for_each_voxel(box_round(grid, grid.voxel_at(best), radius), [&](int x, int y, int z) {
    const float logit = logits[static_cast<std::size_t>(grid.index(x, y, z))];
    if (std::isfinite(logit)) near += static_cast<double>(std::exp(logit - highest));
  });
  return near / all;
}

}  // namespace solopose
