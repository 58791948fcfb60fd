#include "core/prediction/standing_place.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include <Eigen/Cholesky>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr std::size_t fewest_joints = 4;
constexpr double nearest_mm = 100;

/// About the pelvis, of the joints that are both seen and known.
struct Pair {
  Vector3d about_pelvis_mm;
  Vector2d place;
  double weight;
};

std::vector<Pair> pairs_of(std::span<const float> poses_mm, std::int64_t frame,
                           const std::vector<SeenPlace>& seen) {
  const Vector3d pelvis = joint_at(poses_mm, frame, Joint::pelvis);
  std::vector<Pair> pairs;
  for (const SeenPlace& one : seen) {
    const Vector3d about = joint_at(poses_mm, frame, one.joint) - pelvis;
    if (about.allFinite() && one.place.allFinite() && one.weight > 0)
      pairs.push_back({about, one.place, one.weight});
  }
  if (pairs.size() < fewest_joints) pairs.clear();
  return pairs;
}

/// A joint p about the pelvis at T appears at (x, y) where T_x + p_x = x (T_z + p_z), and so for y: linear in
/// T.
std::optional<Vector3d> pelvis_of(const std::vector<Pair>& pairs) {
  Matrix3d squares = Matrix3d::Zero();
  Vector3d products = Vector3d::Zero();
  for (const auto& [p, place, weight] : pairs) {
    for (int axis = 0; axis < 2; ++axis) {
      Vector3d row = Vector3d::Zero();
      row[axis] = 1;
      row.z() = -place[axis];
      squares += weight * row * row.transpose();
      products += weight * row * (place[axis] * p.z() - p[axis]);
    }
  }
  const Vector3d pelvis = squares.ldlt().solve(products);
  const bool stands = !pairs.empty() && pelvis.allFinite() && pelvis.z() > nearest_mm;
  return stands ? std::optional(pelvis) : std::nullopt;
}

/// The same where the depth is known.
Vector3d pelvis_at(double depth_mm, const std::vector<Pair>& pairs) {
  Vector2d sum = Vector2d::Zero();
  double total = 0;
  for (const auto& [p, place, weight] : pairs) {
    sum += weight * (place * (depth_mm + p.z()) - p.head<2>());
    total += weight;
  }
  return {sum.x() / total, sum.y() / total, depth_mm};
}

/// Of all frames, from those that are known; logarithms, for depths are told by the ratio of sizes.
std::vector<double> smoothed_depths(const std::vector<std::optional<double>>& depths, double deviation) {
  const auto reach = static_cast<std::ptrdiff_t>(std::ceil(3 * deviation));
  const auto frames = std::ssize(depths);
  std::vector<double> smooth(depths.size(), std::nan(""));
  for (std::ptrdiff_t frame = 0; frame < frames; ++frame) {
    double sum = 0;
    double total = 0;
    for (std::ptrdiff_t other = std::max<std::ptrdiff_t>(0, frame - reach);
         other < std::min(frames, frame + reach + 1); ++other) {
      const auto& depth = depths[static_cast<std::size_t>(other)];
      if (!depth) continue;
      const double away = static_cast<double>(other - frame) / std::max(deviation, 1e-9);
      const double weight = std::exp(-away * away / 2);
      sum += weight * std::log(*depth);
      total += weight;
    }
    if (total > 0) smooth[static_cast<std::size_t>(frame)] = std::exp(sum / total);
  }
  return smooth;
}

}  // namespace

std::vector<float> standing_where_seen(std::span<const float> poses_mm,
                                       std::span<const std::vector<SeenPlace>> seen, double deviation) {
  std::vector<std::vector<Pair>> pairs;
  std::vector<std::optional<double>> depths;
  for (std::int64_t frame = 0; frame < std::ssize(seen); ++frame) {
    pairs.push_back(pairs_of(poses_mm, frame, seen[static_cast<std::size_t>(frame)]));
    const auto pelvis = pelvis_of(pairs.back());
    depths.push_back(pelvis ? std::optional(pelvis->z()) : std::nullopt);
  }
  const std::vector<double> smooth = smoothed_depths(depths, deviation);
  std::vector<float> moved(poses_mm.begin(), poses_mm.end());
  for (std::size_t frame = 0; frame < seen.size(); ++frame) {
    if (!std::isfinite(smooth[frame])) continue;
    const Vector3d before = joint_at(poses_mm, static_cast<std::int64_t>(frame), Joint::pelvis);
    const Vector3d pelvis = pairs[frame].empty() ? Vector3d(before * smooth[frame] / before.z())
                                                 : pelvis_at(smooth[frame], pairs[frame]);
    const Eigen::Vector3f by = (pelvis - before).cast<float>();
    for (std::size_t joint = 0; joint < joint_count; ++joint)
      Eigen::Map<Eigen::Vector3f>(moved.data() + 3 * (frame * joint_count + joint)) += by;
  }
  return moved;
}

}  // namespace solopose
