#include "core/heatpose/volume.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/coarse_sum.h"
#include "core/heatpose/plane_product.h"

namespace solopose {
namespace {

/// Of the highest Gaussian: hundreds of tails cut off here stay below 1e-5 together.
constexpr double cutoff = 5e-7;

/// The narrow Gaussians of a mixture as rows of factors along y and z, weighted anew by x for every plane.
class NarrowTerms {
 public:
  NarrowTerms(const Grid& grid, std::span<const Gaussian> gaussians, float scale) {
    const int left_size = padded(grid.size[1], plane_tile_columns);
    const int right_size = padded(grid.size[2], plane_tile_columns);
    row_ = static_cast<std::size_t>(grid.size[0]) + left_size + right_size;
    left_size_ = static_cast<std::size_t>(left_size);
    factors_.assign(row_ * gaussians.size(), 0.0F);
    weighted_.assign(left_size_ * gaussians.size(), 0.0F);
    for (const Gaussian& gaussian : gaussians) add(grid, gaussian, scale);
  }

  /// Append the terms of plane x. The rows they point at are valid until the next call.
  void append(int x, std::size_t x_size, std::vector<PlaneTerm>& terms) {
    for (std::size_t k = 0; k < entries_.size(); ++k) {
      const Entry& entry = entries_[k];
      if (x < entry.planes.begin || x >= entry.planes.end) continue;
      const float* factors = factors_.data() + k * row_;
      float* left = weighted_.data() + k * left_size_;
      const float weight = entry.height * factors[x];
      const float* y_factors = factors + x_size;
      for (int y = entry.rows.begin; y < entry.rows.end; ++y) left[y] = weight * y_factors[y];
      terms.push_back({left, y_factors + left_size_, entry.rows, entry.columns});
    }
  }

 private:
  struct Entry {
    float height;
    AxisRange planes;
    AxisRange rows;
    AxisRange columns;
  };

  void add(const Grid& grid, const Gaussian& gaussian, float scale) {
    const AxisRange planes = significant_range(gaussian, grid, 0, cutoff);
    const AxisRange rows = significant_range(gaussian, grid, 1, cutoff);
    const AxisRange columns = significant_range(gaussian, grid, 2, cutoff);
    if (planes.end == 0 || rows.end == 0 || columns.end == 0) return;
    float* factors = factors_.data() + entries_.size() * row_;
    fill_factors(gaussian, grid, 0, planes, factors);
    fill_factors(gaussian, grid, 1, rows, factors + grid.size[0]);
    fill_factors(gaussian, grid, 2, columns, factors + grid.size[0] + left_size_);
    entries_.push_back({scale * gaussian.height, planes, rows, columns});
  }

  std::vector<Entry> entries_;
  std::vector<float> factors_;   ///< per entry: x factors, padded y factors, padded z factors
  std::vector<float> weighted_;  ///< per entry: y factors times height times the plane's x factor
  std::size_t row_ = 0;
  std::size_t left_size_ = 0;
};

void append_coarse(const CoarseSum& coarse, int x, const Grid& grid, std::vector<float>& left,
                   std::vector<PlaneTerm>& terms) {
  const auto stride = static_cast<std::size_t>(coarse.left_stride());
  left.resize(CoarseSum::nodes * stride);
  coarse.plane_factors(x, left.data());
  for (std::size_t node = 0; node < CoarseSum::nodes; ++node) {
    terms.push_back({left.data() + node * stride,
                     coarse.right(static_cast<int>(node)),
                     {0, grid.size[1]},
                     {0, grid.size[2]}});
  }
}

/// Eight maxima side by side: one running maximum would be a chain the processor has to wait for.
float maximum_of(std::span<const float> values) {
  std::array<float, 8> highest{};
  std::size_t i = 0;
  for (; i + highest.size() <= values.size(); i += highest.size()) {
    for (std::size_t k = 0; k < highest.size(); ++k) highest[k] = std::max(highest[k], values[i + k]);
  }
  for (; i < values.size(); ++i) highest[0] = std::max(highest[0], values[i]);
  return *std::max_element(highest.begin(), highest.end());
}

/// Returns the highest voxel.
float accumulate(const Grid& grid, std::span<const Gaussian> gaussians, float scale, bool overwrite,
                 std::span<float> volume) {
  if (static_cast<std::int64_t>(volume.size()) != grid.voxels()) {
    throw Error(
        fmt::format("heat map: a volume of {} voxels, found {} values", grid.voxels(), volume.size()));
  }
  std::vector<Gaussian> narrow;
  std::vector<Gaussian> wide;
  for (const Gaussian& gaussian : gaussians)
    (CoarseSum::holds(gaussian, grid) ? wide : narrow).push_back(gaussian);
  // The nodes are as many terms of a plane as that many Gaussians: with fewer, or a grid hardly finer, the
  // detour does not pay.
  const bool few = wide.size() <= CoarseSum::nodes ||
                   *std::min_element(grid.size.begin(), grid.size.end()) <= 2 * CoarseSum::nodes;
  if (few) narrow.insert(narrow.end(), wide.begin(), wide.end());
  std::optional<CoarseSum> coarse;
  if (!few) coarse.emplace(grid, wide, scale);

  NarrowTerms narrow_terms(grid, narrow, scale);
  std::vector<PlaneTerm> terms;
  std::vector<float> left;
  const auto plane_size = static_cast<std::size_t>(grid.size[1]) * grid.size[2];
  float maximum = -std::numeric_limits<float>::infinity();
  for (int x = 0; x < grid.size[0]; ++x) {
    terms.clear();
    if (coarse) append_coarse(*coarse, x, grid, left, terms);
    narrow_terms.append(x, static_cast<std::size_t>(grid.size[0]), terms);
    const std::span<float> plane = volume.subspan(static_cast<std::size_t>(x) * plane_size, plane_size);
    multiply_plane(terms, grid.size[1], grid.size[2], overwrite, plane.data());
    maximum = std::max(maximum, maximum_of(plane));  // while the plane is still in the nearest cache
  }
  return maximum;
}

/// Equation 8's MAX. Where every joint lies far outside, what is left are tails below the fast sum's
/// precision: then sum plainly.
void divide_by_maximum(const Grid& grid, std::span<const Gaussian> gaussians, float fast_maximum,
                       std::span<float> volume) {
  constexpr float reliable = 0.01F;
  if (fast_maximum >= reliable) {
    const float inverse = 1.0F / fast_maximum;
    for (float& value : volume) value *= inverse;
    return;
  }
  const std::vector<double> plain = sum_gaussians_plainly(grid, gaussians);
  const double maximum = *std::max_element(plain.begin(), plain.end());
  if (maximum <= 0) {
    std::fill(volume.begin(), volume.end(), 0.0F);
    return;
  }
  std::transform(plain.begin(), plain.end(), volume.begin(),
                 [&](double value) { return static_cast<float>(value / maximum); });
}

void normalised_volume(const Grid& grid, std::span<const MixtureComponent> mixture, std::span<float> volume) {
  const std::vector<Gaussian> gaussians = gaussians_of(mixture);
  const float maximum = accumulate(grid, gaussians, 1.0F, true, volume);
  divide_by_maximum(grid, gaussians, maximum, volume);
}

}  // namespace

void add_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, float scale,
                   std::span<float> volume) {
  accumulate(grid, gaussians, scale, false, volume);
}

void sum_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, std::span<float> volume) {
  accumulate(grid, gaussians, 1.0F, true, volume);
}

std::vector<double> sum_gaussians_plainly(const Grid& grid, std::span<const Gaussian> gaussians) {
  std::vector<double> volume(static_cast<std::size_t>(grid.voxels()));
  const VoxelGrid plain = grid.plain();
  for (std::int64_t i = 0; i < grid.voxels(); ++i) {
    volume[static_cast<std::size_t>(i)] =
        voxel_density<double>(plain, gaussians.data(), static_cast<int>(gaussians.size()), i);
  }
  return volume;
}

double mixture_mass(const Grid& grid, std::span<const Gaussian> gaussians) {
  double mass = 0;
  for (const Gaussian& gaussian : gaussians) {
    double product = static_cast<double>(gaussian.height);
    for (int axis = 0; axis < 3; ++axis) {
      double sum = 0;
      for (int i = 0; i < grid.size[static_cast<std::size_t>(axis)]; ++i) {
        sum += gaussian_factor(grid.origin_mm[axis] + i * grid.spacing_mm[axis],
                               static_cast<double>(gaussian.centre_mm[axis]),
                               static_cast<double>(gaussian.sigma_mm));
      }
      product *= sum;
    }
    mass += product;
  }
  return mass;
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
