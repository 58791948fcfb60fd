#include "core/heatpose/cuda/voxel_kernels.h"

#include <gtest/gtest.h>

#include "core/heatpose/cross_entropy.h"
#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

/// The GPU's work, voxel by voxel on the host.
TEST(VoxelKernels, sum_and_gradient_agree_with_the_separable_loops) {
  std::mt19937 random(41);
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 20);
  const auto voxels = static_cast<std::size_t>(grid.voxels());
  const auto gaussians = gaussians_of(body_mixture(testing::random_pose(random), {.sigma_mm = 140}));
  const auto count = static_cast<int>(gaussians.size());
  std::vector<float> kernel(voxels, 0.5F);
  std::vector<float> separable(voxels);
  for (std::size_t i = 0; i < voxels; ++i)
    sum_voxel(grid.plain(), gaussians.data(), count, 2, false, kernel.data(), static_cast<long long>(i));
  sum_gaussians(grid, gaussians, separable);
  for (std::size_t i = 0; i < voxels; ++i) ASSERT_NEAR(kernel[i], 0.5F + 2 * separable[i], 1e-5F);

  for (std::size_t i = 0; i < voxels; ++i)
    sum_voxel(grid.plain(), gaussians.data(), count, 1, true, kernel.data(), static_cast<long long>(i));
  for (std::size_t i = 0; i < voxels; ++i) ASSERT_NEAR(kernel[i], separable[i], 1e-5F);

  std::normal_distribution<float> normal;
  std::vector<float> logits(voxels);
  for (float& logit : logits) logit = normal(random);
  const CrossEntropy forward = cross_entropy(grid, logits, gaussians, 3, separable);
  for (std::size_t i = 0; i < voxels; ++i) {
    gradient_voxel(grid.plain(), logits.data(), gaussians.data(), count,
                   static_cast<float>(forward.log_partition), static_cast<float>(forward.mass), 3,
                   kernel.data(), static_cast<long long>(i));
  }
  for (std::size_t i = 0; i < voxels; ++i) ASSERT_NEAR(kernel[i], separable[i], 1e-6F);
}

}  // namespace
}  // namespace solopose
