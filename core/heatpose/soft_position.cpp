#include "core/heatpose/soft_position.h"

#include <algorithm>
#include <limits>

#include "core/heatpose/decode.h"
#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

/// Sums of weights, and of weights times voxel coordinates.
struct Moments {
  double mass = 0;
  Eigen::Vector3d first = Eigen::Vector3d::Zero();
};

/// Over the voxels of a box, of exp(sharpness * (logit - highest)).
template <int Native>
[[gnu::always_inline]] inline void add_moments(const Grid& grid, const float* logits, const VoxelBox& box,
                                               float sharpness, float highest, Moments& moments) {
  for (int x = box.begin[0]; x < box.end[0]; ++x) {
    Lane<Native> mass;
    Lane<Native> of_y;
    Lane<Native> of_z;
    for (int y = box.begin[1]; y < box.end[1]; ++y) {
      for (int z = box.begin[2]; z < box.end[2]; z += lane_floats) {
        const int width = std::min(lane_floats, box.end[2] - z);
        const auto values = Lane<Native>::load_part(logits + grid.index(x, y, z), width, highest);
        const auto weight = exp(sharpness * (values - highest)).first(width);
        mass += weight;
        of_y += weight * static_cast<float>(y);
        of_z += weight * (Lane<Native>::numbers() + static_cast<float>(z));
      }
    }
    const Eigen::Vector3f plane(sum_of(mass), sum_of(of_y), sum_of(of_z));
    moments.mass += static_cast<double>(plane[0]);
    moments.first += plane.cast<double>().cwiseProduct(Eigen::Vector3d(x, 1, 1));
  }
}

SOLOPOSE_AVX512 void add_moments_avx512(const Grid& grid, const float* logits, const VoxelBox& box,
                                        float sharpness, float highest, Moments& moments) {
  add_moments<16>(grid, logits, box, sharpness, highest, moments);
}

SOLOPOSE_AVX2 void add_moments_avx2(const Grid& grid, const float* logits, const VoxelBox& box,
                                    float sharpness, float highest, Moments& moments) {
  add_moments<8>(grid, logits, box, sharpness, highest, moments);
}

void add_moments_portably(const Grid& grid, const float* logits, const VoxelBox& box, float sharpness,
                          float highest, Moments& moments) {
  add_moments<4>(grid, logits, box, sharpness, highest, moments);
}

}  // namespace

SoftPosition soft_position(const Grid& grid, std::span<const float> logits, double sharpness, int radius) {
  static const auto moments_of =
      for_this_processor(add_moments_avx512, add_moments_avx2, add_moments_portably);
  require_voxels(grid, logits.size());
  SoftPosition result;
  const std::int64_t best = maximum_voxel(logits);
  result.position_mm.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (best < 0) return result;
  const float highest = logits[static_cast<std::size_t>(best)];
  const auto sharp = static_cast<float>(sharpness);
  Moments all;
  moments_of(grid, logits.data(), {{0, 0, 0}, grid.size}, sharp, highest, all);
  if (!(all.mass > 0)) return result;  // some logit is no number
  Moments close;
  moments_of(grid, logits.data(), box_round(grid, grid.voxel_at(best), radius), sharp, highest, close);
  result.position_mm = grid.position_mm(all.first / all.mass);
  result.mass_near = std::min(1.0, close.mass / all.mass);
  return result;
}

}  // namespace solopose
