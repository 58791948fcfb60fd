#include "core/heatpose/spline_pyramid.h"

#include <algorithm>
#include <span>

#include "core/heatpose/separable_terms.h"

namespace solopose {
namespace {

/// Below these the detour is more work than the Gaussians themselves.
constexpr int fewest_points = 8;
constexpr std::size_t fewest_gaussians = 12;

/// One grid of nodes, and the Gaussians that are summed on it.
struct Level {
  SampleAxes axes;
  std::vector<Gaussian> gaussians;

  std::array<int, 3> size() const { return {axes[0].size, axes[1].size, axes[2].size}; }
};

/// Every second point and as many more before the first as the splines there want.
SampleAxes coarser(const SampleAxes& fine, Doubling doubling) {
  SampleAxes axes = fine;
  const double first = doubling == Doubling::values ? -4 : -2;
  for (SampleAxis& axis : axes)
    axis = {axis.origin_mm + first * axis.spacing_mm, 2 * axis.spacing_mm, nodes_for(axis.size, doubling)};
  return axes;
}

/// From every second voxel on upwards.
std::vector<Level> levels_over(const Grid& grid) {
  std::vector<Level> levels;
  const int smallest = *std::min_element(grid.size.begin(), grid.size.end());
  for (int points = smallest / 2; points >= fewest_points; points /= 2) {
    const SampleAxes next = levels.empty() ? coarser(voxel_axes(grid), Doubling::values)
                                           : coarser(levels.back().axes, Doubling::refinement);
    levels.push_back({next, {}});
  }
  return levels;
}

bool holds(const Level& level, const Gaussian& gaussian, double tolerance) {
  return std::ranges::all_of(level.axes, [&](const SampleAxis& axis) {
    const double sigma = static_cast<double>(gaussian.sigma_mm) / axis.spacing_mm;
    return static_cast<double>(gaussian.height) * spline_error(sigma) <= tolerance;
  });
}

/// Every Gaussian to the coarsest level that holds it. Returns those that none does.
std::vector<Gaussian> distribute(std::span<const Gaussian> gaussians, double tolerance,
                                 std::vector<Level>& levels) {
  std::vector<Gaussian> left;
  for (const Gaussian& gaussian : gaussians) {
    const auto level = std::find_if(levels.rbegin(), levels.rend(),
                                    [&](const Level& each) { return holds(each, gaussian, tolerance); });
    (level == levels.rend() ? left : level->gaussians).push_back(gaussian);
  }
  return left;
}

void add_level(const Level& level, double cutoff, SplineCoefficients& coefficients) {
  SeparableTerms terms(level.axes, level.gaussians, Factors::spline_coefficients, cutoff);
  for (int x = 0; x < coefficients.size[0]; ++x)
    multiply_plane(terms.of_plane(x), coefficients.size[1], coefficients.stride, false,
                   coefficients.plane(x));
}

SplineCoefficients refine(const SplineCoefficients& coarse, const std::array<int, 3>& size) {
  SplineCoefficients fine(size);
  Upsampler upsampler(coarse, Doubling::refinement, size);
  for (int x = 0; x < size[0]; ++x) upsampler.write_plane(x, fine.plane(x), fine.stride);
  return fine;
}

}  // namespace

SplinePyramid::SplinePyramid(const Grid& grid, std::vector<Gaussian>& gaussians, double tolerance,
                             double cutoff) {
  std::vector<Level> levels = levels_over(grid);
  std::vector<Gaussian> left = distribute(gaussians, tolerance, levels);
  if (gaussians.size() - left.size() < fewest_gaussians) return;
  gaussians = std::move(left);
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    if (finest_) {
      finest_ = refine(*finest_, level->size());
    } else if (!level->gaussians.empty()) {
      finest_.emplace(level->size());
    }
    if (!level->gaussians.empty()) add_level(*level, cutoff, *finest_);
  }
}

}  // namespace solopose
