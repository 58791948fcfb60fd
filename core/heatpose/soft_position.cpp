#include "core/heatpose/soft_position.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/decode.h"
#include "core/heatpose/vector_exp.h"

namespace solopose {
namespace {

/// Sums of weights, and of weights times voxel coordinates.
struct Moments {
  double mass = 0;
  Eigen::Vector3d first = Eigen::Vector3d::Zero();
};

struct Box {
  std::array<int, 3> begin = {};
  std::array<int, 3> end = {};
};

/// Over the voxels of a box, of exp(sharpness * (logit - highest)).
[[gnu::always_inline]] inline void add_moments(const Grid& grid, const float* logits, const Box& box,
                                               float sharpness, float highest, Moments& moments) {
  for (int x = box.begin[0]; x < box.end[0]; ++x) {
    Lane mass = {};
    Lane of_y = {};
    Lane of_z = {};
    for (int y = box.begin[1]; y < box.end[1]; ++y) {
      for (int z = box.begin[2]; z < box.end[2]; z += lane_floats) {
        const int width = std::min(lane_floats, box.end[2] - z);
        Lane weight;
        load_part(logits + grid.index(x, y, z), width, highest, weight);
        weight = sharpness * (weight - highest);
        exp_in_place(weight);
        for (int i = width; i < lane_floats; ++i) weight[i] = 0;
        mass += weight;
        of_y += weight * static_cast<float>(y);
        of_z += weight * (lane_numbers + static_cast<float>(z));
      }
    }
    const Eigen::Vector3f plane(sum_of(mass), sum_of(of_y), sum_of(of_z));
    moments.mass += static_cast<double>(plane[0]);
    moments.first += plane.cast<double>().cwiseProduct(Eigen::Vector3d(x, 1, 1));
  }
}

using AddMoments = void (*)(const Grid&, const float*, const Box&, float, float, Moments&);

#if defined(__x86_64__)
[[gnu::target("avx512f")]] void add_moments_avx512(const Grid& grid, const float* logits, const Box& box,
                                                   float sharpness, float highest, Moments& moments) {
  add_moments(grid, logits, box, sharpness, highest, moments);
}

[[gnu::target("avx2,fma")]] void add_moments_avx2(const Grid& grid, const float* logits, const Box& box,
                                                  float sharpness, float highest, Moments& moments) {
  add_moments(grid, logits, box, sharpness, highest, moments);
}
#endif

void add_moments_portably(const Grid& grid, const float* logits, const Box& box, float sharpness,
                          float highest, Moments& moments) {
  add_moments(grid, logits, box, sharpness, highest, moments);
}

AddMoments fastest_moments() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return add_moments_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return add_moments_avx2;
#endif
  return add_moments_portably;
}

}  // namespace

SoftPosition soft_position(const Grid& grid, std::span<const float> logits, double sharpness, int radius) {
  static const AddMoments moments_of = fastest_moments();
  if (static_cast<std::int64_t>(logits.size()) != grid.voxels()) {
    throw Error(
        fmt::format("heat map: a volume of {} voxels, found {} values", grid.voxels(), logits.size()));
  }
  SoftPosition result;
  const std::int64_t best = maximum_voxel(logits);
  result.position_mm.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (best < 0) return result;
  const float highest = logits[static_cast<std::size_t>(best)];
  const auto sharp = static_cast<float>(sharpness);
  Moments all;
  moments_of(grid, logits.data(), {{0, 0, 0}, grid.size}, sharp, highest, all);
  const std::array<int, 3> voxel = grid.voxel_at(best);
  Box near;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    near.begin[axis] = std::max(0, voxel[axis] - radius);
    near.end[axis] = std::min(grid.size[axis], voxel[axis] + radius + 1);
  }
  Moments close;
  moments_of(grid, logits.data(), near, sharp, highest, close);
  result.position_mm = grid.position_mm(all.first / all.mass);
  result.mass_near = std::min(1.0, close.mass / all.mass);
  return result;
}

}  // namespace solopose
