#include "core/quality/pose_mixture.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/seeded_random.h"

namespace solopose {
namespace {

/// Two ways to stand, a few degrees about each; the second number is always twice the first.
std::vector<float> two_ways(std::size_t rows) {
  SeededRandom random(5);
  std::vector<float> values;
  for (std::size_t r = 0; r < rows; ++r) {
    const float way = r % 2 == 0 ? 0.F : 60.F;
    const float first = way + 20 * static_cast<float>(random.unit());
    for (int n = 0; n < pose_number_count; ++n)
      values.push_back(n == 0 ? first : n == 1 ? 2 * first : way + 10 * static_cast<float>(random.unit()));
  }
  return values;
}

PoseNumbers row_of(const std::vector<float>& rows, int row) {
  return Eigen::Map<const PoseNumbers>(rows.data() + row * pose_number_count);
}

TEST(PoseMixtureTest, names_the_number_that_does_not_fit_the_others) {
  const std::vector<float> rows = two_ways(2000);
  const PoseMixture mixture(rows);
  for (int row = 0; row < 40; ++row) {
    EXPECT_LT(mixture.oddness(row_of(rows, row)), 10) << row;
    for (const int number : {4, 9}) {
      PoseNumbers odd = row_of(rows, row);
      odd[number] += 90;
      EXPECT_GT(mixture.oddness(odd), 10) << row;
      const PoseMixture::Odd found = mixture.odd_numbers(odd).front();
      EXPECT_EQ(found.number, number) << row;
      EXPECT_NEAR(found.expected, row % 2 == 0 ? 5 : 65, 20) << "what the others let expect";
    }
  }
}

TEST(PoseMixtureTest, a_pose_that_lacks_a_number_is_not_judged) {
  const std::vector<float> rows = two_ways(1000);
  PoseNumbers pose = row_of(rows, 0);
  pose[3] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(PoseMixture(rows).oddness(pose)));
}

TEST(PoseMixtureTest, few_rows_make_none_and_a_single_pose_makes_one_that_still_allows_for_errors) {
  EXPECT_TRUE(PoseMixture(two_ways(100)).empty());
  std::vector<float> still(1000 * pose_number_count, 30);
  const PoseMixture mixture(still);
  ASSERT_FALSE(mixture.empty());
  PoseNumbers near = row_of(still, 0);
  near[2] += 5;
  EXPECT_LT(mixture.oddness(near), 10);
}

TEST(PoseMixtureTest, the_same_rows_make_the_same_mixture) {
  const std::vector<float> rows = two_ways(1000);
  const PoseNumbers pose = row_of(rows, 7);
  EXPECT_EQ(PoseMixture(rows).oddness(pose), PoseMixture(rows).oddness(pose));
}

}  // namespace
}  // namespace solopose
