#include "core/heatpose/side_pull.h"

#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int most_rounds = 8;
/// Far below what a network knows.
constexpr float close_enough_mm = 0.2F;

/// One axis: for each pair of Gaussians the sum of the product of their factors, and of it times the voxel.
struct AxisSums {
  Eigen::MatrixXf plain;
  Eigen::MatrixXf times_voxel;
};

AxisSums sums_along(const Grid& grid, std::span<const Gaussian> mixture, std::size_t axis) {
  const auto count = static_cast<Eigen::Index>(mixture.size());
  const Eigen::ArrayXf voxels =
      Eigen::ArrayXf::LinSpaced(grid.size[axis], 0, static_cast<float>(grid.size[axis] - 1));
  const auto along = static_cast<Eigen::Index>(axis);
  const Eigen::ArrayXf positions =
      voxels * static_cast<float>(grid.spacing_mm[along]) + static_cast<float>(grid.origin_mm[along]);
  Eigen::MatrixXf factors(grid.size[axis], count);
  for (Eigen::Index g = 0; g < count; ++g) {
    const Gaussian& gaussian = mixture[static_cast<std::size_t>(g)];
    factors.col(g) = (-0.5F * ((positions - gaussian.centre_mm[axis]) / gaussian.sigma_mm).square()).exp();
  }
  return {factors.transpose() * factors, factors.transpose() * voxels.matrix().asDiagonal() * factors};
}

}  // namespace

Eigen::Vector3d squared_centre_mm(const Grid& grid, std::span<const Gaussian> mixture) {
  Eigen::VectorXf heights(static_cast<Eigen::Index>(mixture.size()));
  for (std::size_t g = 0; g < mixture.size(); ++g) heights[static_cast<Eigen::Index>(g)] = mixture[g].height;
  const std::array<AxisSums, 3> axes = {sums_along(grid, mixture, 0), sums_along(grid, mixture, 1),
                                        sums_along(grid, mixture, 2)};
  const Eigen::ArrayXXf pairs = heights * heights.transpose();
  const auto of_pairs = [&](const Eigen::MatrixXf& x, const Eigen::MatrixXf& y, const Eigen::MatrixXf& z) {
    return static_cast<double>((pairs * x.array() * y.array() * z.array()).sum());
  };
  const double mass = of_pairs(axes[0].plain, axes[1].plain, axes[2].plain);
  return grid.position_mm(Eigen::Vector3d(of_pairs(axes[0].times_voxel, axes[1].plain, axes[2].plain),
                                          of_pairs(axes[0].plain, axes[1].times_voxel, axes[2].plain),
                                          of_pairs(axes[0].plain, axes[1].plain, axes[2].times_voxel)) /
                          mass);
}

void take_side_pull_out(const Grid& grid, const MixtureOptions& options, std::span<float> pose_mm) {
  if (pose_mm.size() != 3 * joint_count)
    throw Error(fmt::format("heat map: a pose has {} numbers, found {}", 3 * joint_count, pose_mm.size()));
  using Pose = Eigen::Matrix<float, 3, joint_count>;
  Eigen::Map<Pose> pose(pose_mm.data());
  const Pose soft = pose;
  const Eigen::Vector3f voxel = grid.spacing_mm.cast<float>();
  for (int round = 0; round < most_rounds; ++round) {
    Pose next = pose;
    for (int joint = 0; joint < joint_count; ++joint) {
      if (!pose.col(joint).allFinite()) continue;
      const auto mixture = gaussians_of(joint_mixture(pose_mm, static_cast<Joint>(joint), options));
      const Eigen::Vector3f pulled = squared_centre_mm(grid, mixture).cast<float>();
      if (!pulled.allFinite()) continue;
      const Eigen::Vector3f from = soft.col(joint) - voxel;
      const Eigen::Vector3f to = soft.col(joint) + voxel;
      next.col(joint) = (pose.col(joint) + soft.col(joint) - pulled).cwiseMax(from).cwiseMin(to);
    }
    const float change =
        (next - pose).array().abs().isNaN().select(0, (next - pose).array().abs()).maxCoeff();
    pose = next;
    if (change < close_enough_mm) return;
  }
}

}  // namespace solopose
