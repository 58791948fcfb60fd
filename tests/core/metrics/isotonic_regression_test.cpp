#include "core/metrics/isotonic_regression.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

TEST(IsotonicRegression, gives_what_scikit_learn_gives) {
  // scikit-learn 1.9.1, IsotonicRegression(increasing=False).fit_transform(range(10), values, weights).
  const std::vector<double> values = {90, 95, 80, 82, 85, 60, 61, 40, 45, 30};
  const std::vector<double> weights = {1, 2, 3, 1, 4, 2, 2, 5, 1, 1};
  const std::vector<double> expected = {
      93.33333333333333,  93.33333333333333,  82.75, 82.75, 82.75, 60.5, 60.5,
      40.833333333333336, 40.833333333333336, 30};
  const std::vector<double> fit = never_rising_fit(values, weights);
  ASSERT_EQ(fit.size(), expected.size());
  for (std::size_t i = 0; i < fit.size(); ++i) EXPECT_NEAR(fit[i], expected[i], 1e-12) << i;
}

double squares(const std::vector<double>& fit, const std::vector<double>& values,
               const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < fit.size(); ++i)
    sum += weights[i] * (fit[i] - values[i]) * (fit[i] - values[i]);
  return sum;
}

/// Every way to cut the sequence into runs of one value each, their mean: the best that never rises.
double least_squares(const std::vector<double>& values, const std::vector<double>& weights) {
  double least = std::numeric_limits<double>::infinity();
  for (unsigned cuts = 0; cuts < 1U << (values.size() - 1); ++cuts) {
    std::vector<double> fit;
    for (std::size_t first = 0, end = 1; end <= values.size(); ++end) {
      if (end < values.size() && (cuts >> (end - 1) & 1U) == 0) continue;
      double sum = 0;
      double weight = 0;
      for (std::size_t i = first; i < end; ++i) {
        sum += weights[i] * values[i];
        weight += weights[i];
      }
      fit.insert(fit.end(), end - first, sum / weight);
      first = end;
    }
    if (std::ranges::is_sorted(fit, std::greater())) least = std::min(least, squares(fit, values, weights));
  }
  return least;
}

TEST(IsotonicRegression, no_other_sequence_that_never_rises_is_nearer) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(0, 10);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + static_cast<std::size_t>(round) % 9);
    std::vector<double> weights(values.size());
    std::ranges::generate(values, [&] { return any(random); });
    std::ranges::generate(weights, [&] { return 0.1 + any(random); });
    const std::vector<double> fit = never_rising_fit(values, weights);
    EXPECT_TRUE(std::ranges::is_sorted(fit, std::greater()));
    EXPECT_NEAR(squares(fit, values, weights), least_squares(values, weights), 1e-9) << round;
  }
}

TEST(IsotonicRegression, nothing_stays_nothing_and_each_value_has_a_weight) {
  EXPECT_TRUE(never_rising_fit({}, {}).empty());
  const std::vector<double> two = {1, 2};
  EXPECT_THROW(never_rising_fit(two, std::span(two).first(1)), Error);
}

}  // namespace
}  // namespace solopose
