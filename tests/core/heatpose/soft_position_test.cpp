#include "core/heatpose/soft_position.h"

#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/heatpose/decode.h"

namespace solopose {
namespace {

std::vector<float> random_logits(const Grid& grid, float spread) {
  std::mt19937 random(8);
  std::normal_distribution<float> normal(3, spread);
  std::vector<float> logits(static_cast<std::size_t>(grid.voxels()));
  for (float& logit : logits) logit = normal(random);
  return logits;
}

TEST(SoftPositionTest, equals_the_plain_soft_argmax_and_peak_mass) {
  for (const Grid& grid : {Grid::cube({10, -20, 30}, 2600, 16), Grid{{4, 21, 19}, {0, 0, 0}, {90, 20, 35}},
                           Grid{{3, 2, 1}, {0, 0, 0}, {90, 20, 35}}}) {
    const auto logits = random_logits(grid, 2);
    const SoftPosition soft = soft_position(grid, logits, 1, 2);
    EXPECT_LT((soft.position_mm - soft_argmax_mm(grid, logits, 100, 1)).norm(), 1e-2);
    EXPECT_NEAR(soft.mass_near, peak_mass(grid, logits, 2), 1e-5);
    EXPECT_LT((soft_position(grid, logits, 2, 2).position_mm - soft_argmax_mm(grid, logits, 100, 2)).norm(),
              1e-2);
  }
}

TEST(SoftPositionTest, a_sure_volume_has_all_its_mass_near_its_voxel) {
  const Grid grid = Grid::cube({0, 0, 0}, 1600, 16);
  std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), -40.0F);
  logits[static_cast<std::size_t>(grid.index(15, 0, 7))] = 40;
  const SoftPosition soft = soft_position(grid, logits, 2, 2);
  EXPECT_LT((soft.position_mm - grid.centre_mm({15, 0, 7})).norm(), 1e-3);
  EXPECT_NEAR(soft.mass_near, 1, 1e-6);
}

TEST(SoftPositionTest, one_voxel_and_any_radius_are_defined) {
  const SoftPosition soft = soft_position(Grid::cube({1, 2, 3}, 100, 1), std::vector<float>{-4}, 2,
                                          std::numeric_limits<int>::max());
  EXPECT_LT((soft.position_mm - Eigen::Vector3d(1, 2, 3)).norm(), 1e-6);
  EXPECT_EQ(soft.mass_near, 1);
}

TEST(SoftPositionTest, numbers_that_are_none_give_no_position) {
  const Grid grid = Grid::cube({0, 0, 0}, 1600, 8);
  std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), std::numeric_limits<float>::quiet_NaN());
  EXPECT_FALSE(soft_position(grid, logits, 2, 2).position_mm.allFinite());
  logits = random_logits(grid, 1);
  logits[100] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(soft_position(grid, logits, 2, 2).position_mm.allFinite());
  EXPECT_EQ(soft_position(grid, logits, 2, 2).mass_near, 0);
  logits[100] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(soft_position(grid, logits, 2, 2).mass_near, 0);
  EXPECT_THROW(soft_position(Grid::cube({0, 0, 0}, 1600, 7), logits, 2, 2), Error);
}

}  // namespace
}  // namespace solopose
