#include "core/heatpose/spline_pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

/// A Gaussian's factor along an axis of 64 points, 1 mm apart.
std::vector<float> factor(Factors kind, float sigma, float centre) {
  const Gaussian gaussian{.centre_mm = {centre, 0, 0}, .sigma_mm = sigma};
  std::vector<float> factors(64);
  fill_factors(gaussian, 0, {0, 1, 64}, kind, {0, 64}, factors.data());
  return factors;
}

/// The quintic B-spline, by the sum of truncated powers that defines it.
double quintic(double x) {
  constexpr std::array<double, 7> binomials = {1, -6, 15, -20, 15, -6, 1};
  double sum = 0;
  for (int k = 0; k <= 6; ++k)
    sum += binomials[static_cast<std::size_t>(k)] * std::pow(std::max(0.0, x + 3 - k), 5);
  return sum / 120;
}

TEST(SplineCoefficients, add_up_to_the_gaussian_between_the_nodes_too_within_the_error_stated) {
  for (const float sigma : {1.0F, 1.2F, 1.5F, 2.06F, 3.0F, 4.5F}) {
    for (const float centre : {30.0F, 30.3F, 30.5F, 31.9F}) {
      const auto coefficients = factor(Factors::spline_coefficients, sigma, centre);
      for (double x = 20; x <= 44; x += 0.125) {
        double sum = 0;
        for (std::size_t k = 0; k < coefficients.size(); ++k)
          sum += static_cast<double>(coefficients[k]) * quintic(x - static_cast<double>(k));
        const double distance = (x - static_cast<double>(centre)) / static_cast<double>(sigma);
        ASSERT_NEAR(sum, std::exp(-0.5 * distance * distance),
                    spline_error(static_cast<double>(sigma)) + 3e-7)
            << sigma << ' ' << centre << ' ' << x;
      }
    }
  }
}

TEST(SplineCoefficients, splines_too_narrow_to_hold_a_gaussian_are_never_good_enough) {
  EXPECT_GT(spline_error(0.99), 1e9);
  EXPECT_LT(spline_error(2), spline_error(1.9));
}

/// A random volume of coefficients.
SplineCoefficients random_coefficients(const std::array<int, 3>& size) {
  SplineCoefficients coefficients(size);
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  for (int x = 0; x < size[0]; ++x) {
    for (int y = 0; y < size[1]; ++y) {
      for (int z = 0; z < size[2]; ++z)
        coefficients.plane(x)[static_cast<std::ptrdiff_t>(y) * coefficients.stride + z] = normal(random);
    }
  }
  return coefficients;
}

/// (x, y, z) without padding.
std::vector<float> doubled(const SplineCoefficients& source, Doubling doubling,
                           const std::array<int, 3>& size) {
  const std::size_t plane = static_cast<std::size_t>(size[1]) * size[2];
  std::vector<float> points(plane * size[0], 99.0F);
  Upsampler upsampler(source, doubling, size);
  for (int x = 0; x < size[0]; ++x)
    upsampler.write_plane(x, points.data() + static_cast<std::size_t>(x) * plane, size[2]);
  return points;
}

std::array<int, 3> nodes_for_all(const std::array<int, 3>& size, Doubling doubling) {
  return {nodes_for(size[0], doubling), nodes_for(size[1], doubling), nodes_for(size[2], doubling)};
}

TEST(Upsampler, values_are_the_splines_at_the_points) {
  for (const std::array<int, 3>& size : {std::array{6, 5, 7}, std::array{5, 8, 64}, std::array{3, 4, 45}}) {
    const SplineCoefficients source = random_coefficients(nodes_for_all(size, Doubling::values));
    const std::vector<float> points = doubled(source, Doubling::values, size);
    // Point i lies at node 2 + i / 2.
    const auto weight = [](int point, int node) { return quintic(2 + 0.5 * point - node); };
    for (std::size_t i = 0; i < points.size(); ++i) {
      const int z = static_cast<int>(i) % size[2];
      const int y = static_cast<int>(i) / size[2] % size[1];
      const int x = static_cast<int>(i) / size[2] / size[1];
      double sum = 0;
      for (int a = x / 2; a < x / 2 + 6; ++a) {
        for (int b = y / 2; b < y / 2 + 6; ++b) {
          for (int c = z / 2; c < z / 2 + 6; ++c) {
            const float node = source.plane(a)[static_cast<std::ptrdiff_t>(b) * source.stride + c];
            sum += static_cast<double>(node) * weight(x, a) * weight(y, b) * weight(z, c);
          }
        }
      }
      ASSERT_NEAR(points[i], sum, 2e-6) << x << ' ' << y << ' ' << z;
    }
  }
}

TEST(Upsampler, refined_coefficients_add_up_to_the_same_splines) {
  const std::array<int, 3> size = {9, 12, 33};
  const std::array<int, 3> middle = nodes_for_all(size, Doubling::values);
  const SplineCoefficients coarse = random_coefficients(nodes_for_all(middle, Doubling::refinement));
  const std::vector<float> refined = doubled(coarse, Doubling::refinement, middle);
  SplineCoefficients fine(middle);
  for (int x = 0; x < middle[0]; ++x) {
    for (int y = 0; y < middle[1]; ++y) {
      const auto row = (static_cast<std::ptrdiff_t>(x) * middle[1] + y) * middle[2];
      std::copy_n(refined.data() + row, middle[2],
                  fine.plane(x) + static_cast<std::ptrdiff_t>(y) * fine.stride);
    }
  }
  const std::vector<float> points = doubled(fine, Doubling::values, size);
  // Node k of the fine grid lies at point 2 k - 4, at node 1 + k / 2 of the coarse one.
  const auto weight = [](int point, int node) { return quintic(1 + (point + 4) / 4.0 - node); };
  for (std::size_t i = 0; i < points.size(); i += 7) {
    const int z = static_cast<int>(i) % size[2];
    const int y = static_cast<int>(i) / size[2] % size[1];
    const int x = static_cast<int>(i) / size[2] / size[1];
    double sum = 0;
    for (int a = 0; a < coarse.size[0]; ++a) {
      for (int b = 0; b < coarse.size[1]; ++b) {
        for (int c = 0; c < coarse.size[2]; ++c) {
          const float node = coarse.plane(a)[static_cast<std::ptrdiff_t>(b) * coarse.stride + c];
          sum += static_cast<double>(node) * weight(x, a) * weight(y, b) * weight(z, c);
        }
      }
    }
    ASSERT_NEAR(points[i], sum, 2e-6) << x << ' ' << y << ' ' << z;
  }
}

TEST(SplinePyramid, takes_the_wide_gaussians_of_a_body_and_leaves_the_narrow_ones) {
  std::mt19937 random(2);
  std::vector<Gaussian> gaussians = gaussians_of(body_mixture(testing::random_pose(random), {}));
  const std::size_t all = gaussians.size();
  const SplinePyramid pyramid(Grid::cube({0, 0, 0}, 2800, 64), gaussians, 7e-7, 5e-7);
  EXPECT_FALSE(pyramid.empty());
  EXPECT_EQ(gaussians.size(), 15U) << "of " << all;
  for (const Gaussian& gaussian : gaussians) EXPECT_EQ(gaussian.sigma_mm, 45.0F);
}

TEST(SplinePyramid, leaves_all_where_the_detour_does_not_pay) {
  std::mt19937 random(2);
  const auto pose = testing::random_pose(random);
  std::vector<Gaussian> few = gaussians_of(joint_mixture(pose, Joint::head, {}));
  EXPECT_TRUE(SplinePyramid(Grid::cube({0, 0, 0}, 2800, 64), few, 7e-7, 5e-7).empty());
  EXPECT_EQ(few.size(), joint_mixture(pose, Joint::head, {}).size());
  std::vector<Gaussian> many = gaussians_of(body_mixture(pose, {}));
  EXPECT_TRUE(SplinePyramid(Grid::cube({0, 0, 0}, 2800, 8), many, 7e-7, 5e-7).empty());
  EXPECT_EQ(many.size(), body_mixture(pose, {}).size());
}

}  // namespace
}  // namespace solopose
