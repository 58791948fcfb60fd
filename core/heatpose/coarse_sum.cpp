#include "core/heatpose/coarse_sum.h"

#include <cmath>
#include <numbers>

#include "core/heatpose/plane_product.h"

namespace solopose {
namespace {

constexpr int n = CoarseSum::nodes;

/// Chebyshev nodes of the second kind on [-1, 1]: they include the ends, so the outermost voxels are
/// interpolated, not extrapolated.
const std::array<double, n>& chebyshev_nodes() {
  static const auto all = [] {
    std::array<double, n> nodes{};
    for (int i = 0; i < n; ++i)
      nodes[static_cast<std::size_t>(i)] = -std::cos(std::numbers::pi * i / (n - 1));
    return nodes;
  }();
  return all;
}

/// Barycentric Lagrange weights of every node at a point (Berrut and Trefethen 2004).
std::array<double, n> lagrange_weights(double at) {
  const auto& nodes = chebyshev_nodes();
  std::array<double, n> weights{};
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (std::abs(at - nodes[k]) < 1e-12) {
      weights = {};
      weights[k] = 1;
      return weights;
    }
    const double end = i == 0 || i == n - 1 ? 0.5 : 1.0;
    weights[k] = (i % 2 == 0 ? end : -end) / (at - nodes[k]);
    sum += weights[k];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::vector<float> interpolation_weights(int size, int stride) {
  std::vector<float> weights(static_cast<std::size_t>(n) * stride, 0.0F);
  for (int i = 0; i < size; ++i) {
    const auto at = lagrange_weights(size == 1 ? 0.0 : 2.0 * i / (size - 1) - 1.0);
    for (int node = 0; node < n; ++node) {
      weights[static_cast<std::size_t>(node) * stride + i] =
          static_cast<float>(at[static_cast<std::size_t>(node)]);
    }
  }
  return weights;
}

double half_extent_mm(const Grid& grid, int axis) {
  return 0.5 * (grid.size[static_cast<std::size_t>(axis)] - 1) * grid.spacing_mm[axis];
}

/// A Gaussian's factors at the nodes of one axis.
std::array<float, n> node_factors(const Gaussian& gaussian, const Grid& grid, int axis) {
  std::array<float, n> factors{};
  const double half = half_extent_mm(grid, axis);
  for (int i = 0; i < n; ++i) {
    const double position =
        grid.origin_mm[axis] + half * (1 + chebyshev_nodes()[static_cast<std::size_t>(i)]);
    factors[static_cast<std::size_t>(i)] =
        gaussian_factor(static_cast<float>(position), gaussian.centre_mm[axis], gaussian.sigma_mm);
  }
  return factors;
}

/// (nodes, nodes, nodes) over x, y, z.
std::vector<float> sum_at_nodes(const Grid& grid, std::span<const Gaussian> gaussians, float scale) {
  struct NodeFactors {
    std::array<float, n> x;
    std::array<float, n> y;
    std::array<float, n> z;
    std::array<float, n> weighted_y;  ///< by the height and the x factor of one node of x
  };
  std::vector<NodeFactors> factors;
  factors.reserve(gaussians.size());
  std::vector<PlaneTerm> terms;
  terms.reserve(gaussians.size());
  for (const Gaussian& gaussian : gaussians) {
    factors.push_back({node_factors(gaussian, grid, 0),
                       node_factors(gaussian, grid, 1),
                       node_factors(gaussian, grid, 2),
                       {}});
    terms.push_back({factors.back().weighted_y.data(), factors.back().z.data(), {0, n}, {0, n}});
  }
  std::vector<float> samples(static_cast<std::size_t>(n) * n * n);
  for (std::size_t x = 0; x < n; ++x) {
    for (std::size_t g = 0; g < gaussians.size(); ++g) {
      const float weight = scale * gaussians[g].height * factors[g].x[x];
      for (std::size_t y = 0; y < n; ++y) factors[g].weighted_y[y] = weight * factors[g].y[y];
    }
    multiply_plane(terms, n, n, true, samples.data() + x * n * n);
  }
  return samples;
}

}  // namespace

static_assert(CoarseSum::nodes % plane_tile_rows == 0 && CoarseSum::nodes % plane_tile_columns == 0,
              "rows of nodes are read in whole tiles");

bool CoarseSum::holds(const Gaussian& gaussian, const Grid& grid) {
  for (int axis = 0; axis < 3; ++axis) {
    if (static_cast<double>(gaussian.sigma_mm) < narrowest_coarse_sigma * half_extent_mm(grid, axis))
      return false;
  }
  return true;
}

CoarseSum::CoarseSum(const Grid& grid, std::span<const Gaussian> gaussians, float scale) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    stride_[axis] = padded(grid.size[axis], plane_tile_columns);
    weights_[axis] = axis > 0 && grid.size[axis] == grid.size[axis - 1]
                         ? weights_[axis - 1]
                         : interpolation_weights(grid.size[axis], stride_[axis]);
  }
  const std::vector<float> samples = sum_at_nodes(grid, gaussians, scale);
  std::vector<PlaneTerm> terms;
  for (std::size_t node = 0; node < n; ++node) {
    terms.push_back({weights_[0].data() + node * stride_[0],
                     samples.data() + node * n * n,
                     {0, grid.size[0]},
                     {0, n * n}});
  }
  planes_.resize(static_cast<std::size_t>(grid.size[0]) * n * n);
  multiply_plane(terms, grid.size[0], n * n, true, planes_.data());
}

void CoarseSum::plane_factors(int x, float* left) const {
  const float* at_x = planes_.data() + static_cast<std::size_t>(x) * n * n;
  std::vector<PlaneTerm> terms;
  terms.reserve(n);
  for (std::size_t y_node = 0; y_node < n; ++y_node) {
    terms.push_back({at_x + y_node * n, weights_[1].data() + y_node * stride_[1], {0, n}, {0, stride_[1]}});
  }
  multiply_plane(terms, n, stride_[1], true, left);
}

const float* CoarseSum::right(int node) const {
  return weights_[2].data() + static_cast<std::size_t>(node) * stride_[2];
}

}  // namespace solopose
