#include "core/heatpose/linear_volume.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using solopose::testing::random_pose;

/// A head's last layer and a frame's places.
struct Layer {
  Grid grid;
  int channels;
  std::vector<float> weights, biases, places;

  Layer(const Grid& grid_in, int channels_in, float spread, float away)
      : grid(grid_in), channels(channels_in) {
    std::mt19937 random(4);
    std::normal_distribution<float> normal;
    const int area = grid.size[1] * grid.size[2];
    for (int i = 0; i < grid.size[0] * channels; ++i) weights.push_back(spread * normal(random));
    for (int i = 0; i < grid.size[0]; ++i) biases.push_back(away + normal(random));
    for (int i = 0; i < area * channels; ++i) places.push_back(std::max(0.0F, normal(random)));
  }

  std::vector<float> logits() const {
    const std::size_t area = places.size() / static_cast<std::size_t>(channels);
    std::vector<float> made;
    for (std::size_t x = 0; x < biases.size(); ++x) {
      for (std::size_t at = 0; at < area; ++at) {
        double sum = static_cast<double>(biases[x]);
        for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c)
          sum += static_cast<double>(weights[x * static_cast<std::size_t>(channels) + c]) *
                 static_cast<double>(places[c * area + at]);
        made.push_back(static_cast<float>(sum));
      }
    }
    return made;
  }
  LinearVolume volume() const { return {grid, channels, weights, biases}; }
};

std::vector<Gaussian> target_of(Joint joint) {
  std::mt19937 random(2);
  std::vector<float> pose = random_pose(random);
  for (float& value : pose) value *= 0.6F;
  return gaussians_of(joint_mixture(pose, joint, {.sigma_mm = 160}));
}

void expect_as_made(const Layer& layer, std::span<const Gaussian> target, int radius) {
  const std::vector<float> logits = layer.logits();
  const CrossEntropy entropy = cross_entropy(layer.grid, logits, target);
  const SoftPosition soft = soft_position(layer.grid, logits, 2, radius);
  const VolumeReading found = layer.volume().read(layer.places, target, radius);
  const double size = 1 + std::abs(entropy.log_partition);
  EXPECT_NEAR(found.entropy.loss, entropy.loss, 2e-6 * size);
  EXPECT_NEAR(found.entropy.log_partition, entropy.log_partition, 2e-6 * size);
  EXPECT_NEAR(found.entropy.mass, entropy.mass, 1e-5 * entropy.mass);
  EXPECT_LT((found.soft.position_mm - soft.position_mm).norm(), 0.05);
  EXPECT_NEAR(found.soft.mass_near, soft.mass_near, 2e-4);
}

TEST(LinearVolumeTest, is_read_as_the_volume_that_it_would_be) {
  for (const Grid& grid :
       {Grid::cube({10, -20, 30}, 2600, 16), Grid::cube({0, 0, 0}, 2600, 40),
        Grid{{4, 21, 19}, {-900, -1000, -800}, {450, 90, 95}},
        Grid{{9, 5, 33}, {-900, -1000, -800}, {200, 400, 50}}, Grid{{1, 1, 1}, {0, 0, 0}, {90, 20, 35}}}) {
    for (const int channels : {1, 7, 32}) {
      for (const auto& [spread, away] :
           {std::pair(0.1F, 0.0F), std::pair(2.0F, -300.0F), std::pair(12.0F, 200.0F)}) {
        SCOPED_TRACE(fmt::format("{} x {} x {}, {} channels, spread {}", grid.size[0], grid.size[1],
                                 grid.size[2], channels, spread));
        expect_as_made(Layer(grid, channels, spread, away), target_of(Joint::left_elbow), 2);
      }
    }
  }
}

TEST(LinearVolumeTest, many_gaussians_and_few_meet_the_places_alike) {
  const Layer layer(Grid::cube({0, 0, 0}, 2600, 24), 5, 1, 0);
  std::vector<Gaussian> target;
  for (int count = 1; count < 15; ++count) {
    target.push_back({.centre_mm = {30.0F * static_cast<float>(count), -200, 100},
                      .sigma_mm = 90.0F + 20.0F * static_cast<float>(count),
                      .height = 1.0F / static_cast<float>(count)});
    expect_as_made(layer, target, 3);
  }
}

/// Whatever comes first: the sums are kept for a shift that must follow.
TEST(LinearVolumeTest, a_maximum_far_above_all_before_it_is_met) {
  Layer layer(Grid::cube({0, 0, 0}, 1600, 16), 3, 0.1F, 0);
  for (const std::size_t column : {std::size_t{255}, std::size_t{130}, std::size_t{0}}) {
    for (std::size_t c = 0; c < 3; ++c) layer.places[c * 256 + column] = 900;
    expect_as_made(layer, target_of(Joint::neck), 2);
  }
}

TEST(LinearVolumeTest, without_a_target_there_is_a_position_and_no_loss) {
  const Layer layer(Grid::cube({0, 0, 0}, 1600, 16), 3, 1, 0);
  const VolumeReading found = layer.volume().read(layer.places, {}, 2);
  EXPECT_EQ(found.entropy.loss, 0);
  EXPECT_EQ(found.entropy.mass, 0);
  EXPECT_TRUE(found.soft.position_mm.allFinite());
}

TEST(LinearVolumeTest, numbers_that_are_none_give_no_position_and_other_sizes_are_refused) {
  Layer layer(Grid::cube({0, 0, 0}, 1600, 16), 3, 1, 0);
  layer.places[300] = std::numeric_limits<float>::quiet_NaN();
  const VolumeReading found = layer.volume().read(layer.places, target_of(Joint::neck), 2);
  EXPECT_FALSE(found.soft.position_mm.allFinite());
  EXPECT_TRUE(std::isnan(found.entropy.loss));
  EXPECT_EQ(found.soft.mass_near, 0);
  layer.places.pop_back();
  EXPECT_THROW(layer.volume().read(layer.places, {}, 2), Error);
  layer.weights.pop_back();
  EXPECT_THROW(layer.volume(), Error);
}

}  // namespace
}  // namespace solopose
