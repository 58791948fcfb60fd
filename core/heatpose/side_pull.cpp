#include "core/heatpose/side_pull.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

constexpr int most_rounds = 8;
/// Far below what a network knows.
constexpr float close_enough_mm = 0.2F;

/// A mixture's factors at the voxels of each axis, padded with zeros to whole lanes, one Gaussian behind the
/// other.
struct Task {
  std::span<const Gaussian> mixture;
  std::array<int, 3> stride = {};
  std::array<const float*, 3> factors = {};
};

/// Of the mixture's square: its sum over the voxels, and of it times voxel coordinates.
struct Moments {
  double mass = 0;
  Eigen::Vector3d first = Eigen::Vector3d::Zero();
};

/// Sums over an axis of the product of two Gaussians' factors, and of it times the voxel.
struct AxisSums {
  float plain = 0;
  float times_voxel = 0;
};

template <int Native>
[[gnu::always_inline]] inline AxisSums sums_along(const float* a, const float* b, int stride) {
  Lane<Native> plain, times_voxel;
  for (int i = 0; i < stride; i += lane_floats) {
    const Lane<Native> product = Lane<Native>::load(a + i) * Lane<Native>::load(b + i);
    plain += product;
    times_voxel += product * (Lane<Native>::numbers() + static_cast<float>(i));
  }
  return {sum_of(plain), sum_of(times_voxel)};
}

/// The product of two Gaussians is separable, too.
template <int Native>
[[gnu::always_inline]] inline void add_pair(const Task& task, std::size_t g, std::size_t h,
                                            Moments& moments) {
  std::array<AxisSums, 3> sums;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto stride = static_cast<std::size_t>(task.stride[axis]);
    sums[axis] = sums_along<Native>(task.factors[axis] + g * stride, task.factors[axis] + h * stride,
                                    task.stride[axis]);
  }
  const float height = (g == h ? 1.0F : 2.0F) * task.mixture[g].height * task.mixture[h].height;
  const auto& [x, y, z] = sums;
  moments.mass += static_cast<double>(height * x.plain * y.plain * z.plain);
  moments.first += Eigen::Vector3f(x.times_voxel * y.plain * z.plain, x.plain * y.times_voxel * z.plain,
                                   x.plain * y.plain * z.times_voxel)
                       .cast<double>() *
                   static_cast<double>(height);
}

template <int Native>
[[gnu::always_inline]] inline void add_pairs(const Task& task, Moments& moments) {
  for (std::size_t g = 0; g < task.mixture.size(); ++g) {
    for (std::size_t h = 0; h <= g; ++h) add_pair<Native>(task, g, h, moments);
  }
}

SOLOPOSE_AVX512 void add_pairs_avx512(const Task& task, Moments& moments) { add_pairs<16>(task, moments); }
SOLOPOSE_AVX2 void add_pairs_avx2(const Task& task, Moments& moments) { add_pairs<8>(task, moments); }
void add_pairs_portably(const Task& task, Moments& moments) { add_pairs<4>(task, moments); }

/// Below, a factor is 0: products of two stay normal numbers, which processors multiply fast.
constexpr float least_factor = 1e-18F;

void fill_axis(const Grid& grid, std::size_t axis, std::span<const Gaussian> mixture, int stride,
               std::vector<float>& factors) {
  const SampleAxis voxels = voxel_axes(grid)[axis];
  factors.assign(mixture.size() * static_cast<std::size_t>(stride), 0.0F);
  for (std::size_t g = 0; g < mixture.size(); ++g)
    fill_factors(mixture[g], static_cast<int>(axis), voxels, Factors::values, {0, voxels.size},
                 factors.data() + g * static_cast<std::size_t>(stride));
  std::ranges::replace_if(
      factors, [](float factor) { return factor < least_factor; }, 0.0F);
}

}  // namespace

Eigen::Vector3d squared_centre_mm(const Grid& grid, std::span<const Gaussian> mixture) {
  static const auto add_all = for_this_processor(add_pairs_avx512, add_pairs_avx2, add_pairs_portably);
  thread_local std::array<std::vector<float>, 3> factors;
  Task task{.mixture = mixture};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    task.stride[axis] = padded(grid.size[axis], lane_floats);
    fill_axis(grid, axis, mixture, task.stride[axis], factors[axis]);
    task.factors[axis] = factors[axis].data();
  }
  Moments moments;
  add_all(task, moments);
  return grid.position_mm(moments.first / moments.mass);
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
