#include "core/skeleton/label_path.h"

#include <random>

#include <gtest/gtest.h>

namespace solopose {
namespace {

/// Of each frame and each of its labels with those of the frames before.
template <int reach>
struct Costs {
  Costs(std::int64_t frames, std::mt19937& random) : of(static_cast<std::size_t>(frames)) {
    std::uniform_real_distribution<float> cost(0, 1);
    for (auto& frame : of)
      for (float& one : frame) one = cost(random);
  }
  float operator()(std::int64_t f, RecentLabels labels) const {
    return of[static_cast<std::size_t>(f)][labels];
  }

  std::vector<std::array<float, (2U << reach)>> of;
};

/// Bit f of `path` is the label of frame f.
template <int reach>
float sum_of(const Costs<reach>& cost, std::int64_t frames, float change_cost, unsigned path) {
  float sum = 0;
  for (int f = 0; f < frames; ++f) {
    RecentLabels labels = 0;
    for (int back = 0; back <= std::min(reach, f); ++back) labels |= (path >> (f - back) & 1U) << back;
    sum += cost(f, labels);
    if (f > 0 && label_of(labels, 0) != label_of(labels, 1)) sum += change_cost;
  }
  return sum;
}

template <int reach>
void expect_the_cheapest_of_all(std::int64_t frames) {
  std::mt19937 random(static_cast<unsigned>(frames));
  for (const float change_cost : {0.0F, 0.3F, 2.0F}) {
    const Costs<reach> cost(frames, random);
    unsigned path = 0;
    const std::vector<std::uint8_t> labels = label_path<reach>(frames, change_cost, cost);
    ASSERT_EQ(std::ssize(labels), frames);
    for (std::size_t f = 0; f < labels.size(); ++f) path |= unsigned{labels[f]} << f;
    float least = std::numeric_limits<float>::infinity();
    for (unsigned other = 0; other < 1U << frames; ++other)
      least = std::min(least, sum_of(cost, frames, change_cost, other));
    EXPECT_NEAR(sum_of(cost, frames, change_cost, path), least, 1e-5);
  }
}

TEST(LabelPath, costs_as_little_as_any_of_all_labellings) {
  for (const std::int64_t frames : {1, 2, 3, 10}) {
    expect_the_cheapest_of_all<2>(frames);
    expect_the_cheapest_of_all<3>(frames);
  }
}

TEST(LabelPath, is_empty_without_frames) {
  EXPECT_TRUE(label_path<2>(0, 1, [](std::int64_t, RecentLabels) { return 0.0F; }).empty());
}

}  // namespace
}  // namespace solopose
