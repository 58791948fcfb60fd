#include "core/heatpose/volume.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"
#include "core/heatpose/separable_terms.h"
#include "core/heatpose/spline_pyramid.h"

namespace solopose {
namespace {

/// What may be left out, and what a wide Gaussian may be off by on a coarser grid, as shares of the highest
/// voxel where there are a hundred Gaussians: together they stay below 1e-5.
constexpr double cutoff = 5e-7;
constexpr double spline_tolerance = 7e-7;
constexpr double usual_count = 100;

template <int Native>
[[gnu::always_inline]] inline void multiply(std::span<float> values, float factor) {
  const auto count = static_cast<std::ptrdiff_t>(values.size());
  for (std::ptrdiff_t i = 0; i < count; i += lane_floats) {
    const int width = static_cast<int>(std::min<std::ptrdiff_t>(count - i, lane_floats));
    (Lane<Native>::load_part(values.data() + i, width, 0) * factor).store_part(width, values.data() + i);
  }
}
SOLOPOSE_AVX512 void multiply_avx512(std::span<float> values, float factor) { multiply<16>(values, factor); }
SOLOPOSE_AVX2 void multiply_avx2(std::span<float> values, float factor) { multiply<8>(values, factor); }
void multiply_portably(std::span<float> values, float factor) { multiply<4>(values, factor); }

template <int Native>
[[gnu::always_inline]] inline float highest(std::span<const float> values) {
  return highest_of<Native>(values.data(), static_cast<std::int64_t>(values.size()));
}
SOLOPOSE_AVX512 float highest_avx512(std::span<const float> values) { return highest<16>(values); }
SOLOPOSE_AVX2 float highest_avx2(std::span<const float> values) { return highest<8>(values); }
float highest_portably(std::span<const float> values) { return highest<4>(values); }

/// Overwrites the volume, within 1e-5 of `expected`. Returns its highest voxel.
float sum(const Grid& grid, std::span<const Gaussian> gaussians, double expected, std::span<float> volume) {
  static const auto highest_in = for_this_processor(highest_avx512, highest_avx2, highest_portably);
  require_voxels(grid, volume.size());
  const double precision =
      expected * usual_count / std::max(usual_count, static_cast<double>(gaussians.size()));
  std::vector<Gaussian> narrow(gaussians.begin(), gaussians.end());  // once the pyramid has taken its share
  const SplinePyramid wide(grid, narrow, precision * spline_tolerance, precision * cutoff);
  std::optional<Upsampler> upsampler;
  if (!wide.empty()) upsampler.emplace(wide.finest(), Doubling::values, grid.size);
  SeparableTerms terms(voxel_axes(grid), narrow, Factors::values, precision * cutoff);

  const auto [planes, rows, columns] = grid.size;
  const auto plane_size = static_cast<std::size_t>(rows) * columns;
  float maximum = -std::numeric_limits<float>::infinity();
  for (int x = 0; x < planes; ++x) {
    const std::span<float> plane = volume.subspan(static_cast<std::size_t>(x) * plane_size, plane_size);
    if (upsampler) upsampler->write_plane(x, plane.data(), columns);
    multiply_plane(terms.of_plane(x), rows, columns, !upsampler, plane.data());
    maximum = std::max(maximum, highest_in(plane));  // while the plane is still in the nearest cache
  }
  return maximum;
}

/// Equation 8. Where every joint lies outside, only tails reach the grid: they are summed again, as precisely
/// as their own height wants it.
void normalised_volume(const Grid& grid, std::span<const MixtureComponent> mixture, std::span<float> volume) {
  static const auto multiply_by = for_this_processor(multiply_avx512, multiply_avx2, multiply_portably);
  constexpr double lowest = 1e-30;  // what floats can still sum
  constexpr double step_down = 1e-6;
  require_voxels(grid, volume.size());
  const std::vector<Gaussian> gaussians = gaussians_of(mixture);
  for (double expected = 1; !gaussians.empty() && expected > lowest;) {
    const double maximum = static_cast<double>(sum(grid, gaussians, expected, volume));
    if (maximum >= 0.5 * expected) return multiply_by(volume, static_cast<float>(1 / maximum));
    expected = std::max(maximum, step_down * expected);
  }
  std::ranges::fill(volume, 0.0F);
}

}  // namespace

void sum_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, std::span<float> volume) {
  sum(grid, gaussians, 1, volume);
}

std::vector<double> sum_gaussians_plainly(const Grid& grid, std::span<const Gaussian> gaussians) {
  std::vector<double> volume(static_cast<std::size_t>(grid.voxels()));
  for (std::int64_t i = 0; i < grid.voxels(); ++i) {
    const Eigen::Vector3d centre = grid.centre_mm(grid.voxel_at(i));
    for (const Gaussian& gaussian : gaussians)
      volume[static_cast<std::size_t>(i)] += density_at(centre, gaussian);
  }
  return volume;
}

void body_volume(const Grid& grid, std::span<const float> pose_mm, const MixtureOptions& options,
                 std::span<float> volume) {
  normalised_volume(grid, body_mixture(pose_mm, options), volume);
}

std::vector<float> body_volume(const Grid& grid, std::span<const float> pose_mm,
                               const MixtureOptions& options) {
  std::vector<float> volume(static_cast<std::size_t>(grid.voxels()));
  body_volume(grid, pose_mm, options, volume);
  return volume;
}

void joint_volume(const Grid& grid, std::span<const float> pose_mm, Joint joint,
                  const MixtureOptions& options, std::span<float> volume) {
  normalised_volume(grid, joint_mixture(pose_mm, joint, options), volume);
}

std::vector<float> joint_volume(const Grid& grid, std::span<const float> pose_mm, Joint joint,
                                const MixtureOptions& options) {
  std::vector<float> volume(static_cast<std::size_t>(grid.voxels()));
  joint_volume(grid, pose_mm, joint, options, volume);
  return volume;
}

}  // namespace solopose
