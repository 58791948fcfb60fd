#include "core/formats/row_times.h"

#include <cmath>
#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

RowTimes numbered(const std::vector<double>& numbers) {
  RowTimes times;
  for (const double number : numbers) times.add(number, none);
  return times;
}

RowTimes stamped(const std::vector<double>& seconds) {
  RowTimes times;
  for (const double second : seconds) times.add(none, second);
  return times;
}

std::string remark_of(const RowTimes& times, std::size_t width, std::vector<float>& positions) {
  std::string said;
  keep_time(times, width, positions, [&](const std::string& remark) { said += remark; });
  return said;
}

TEST(row_times, rows_behind_a_jump_of_their_numbers_or_times_keep_their_frames) {
  EXPECT_THAT(numbered({1, 2, 3, 9, 10}).frames(), ElementsAre(0, 1, 2, 8, 9));
  EXPECT_THAT(stamped({0, .1, .2, .5, .6}).frames(), ElementsAre(0, 1, 2, 5, 6));
  RowTimes renumbered;  // as programs do that number what is left
  for (const double second : {0., .1, .2, .5}) renumbered.add(static_cast<double>(renumbered.rows()), second);
  EXPECT_THAT(renumbered.frames(), ElementsAre(0, 1, 2, 5));
}

TEST(row_times, numbers_need_not_begin_at_one_nor_count_by_one) {
  EXPECT_THAT(numbered({312, 313, 315}).frames(), ElementsAre(0, 1, 3));
  EXPECT_THAT(numbered({0, 4, 8, 12, 24}).frames(), ElementsAre(0, 1, 2, 3, 6));
}

TEST(row_times, rounded_stamps_of_an_hour_make_no_gaps) {
  RowTimes times;
  for (int i = 0; i < 216000; ++i) times.add(none, std::round(i * 1000.0 / 60) / 1000);
  EXPECT_EQ(times.frames().back(), 215999);
  EXPECT_NEAR(times.frames_per_second(), 60, 0.01);
}

TEST(row_times, uneven_stamps_make_no_gaps_and_a_hole_among_them_does) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> unsteady(-0.12, 0.12);
  RowTimes times;
  for (int i = 0; i < 300; ++i) times.add(none, ((i < 150 ? i : i + 10) + unsteady(random)) / 30);
  EXPECT_EQ(times.frames()[149], 149);
  EXPECT_EQ(times.frames()[299], 309);
}

TEST(row_times, stamps_without_a_steady_step_and_values_out_of_order_say_nothing) {
  EXPECT_THAT(stamped({0, .1, .23, .5, .57, .8, 1.2, 1.22}).frames(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(numbered({1, 2, 30, 4, 5}).frames(), ElementsAre(0, 1, 2, 3, 4)) << "mistyped";
  EXPECT_THAT(numbered({1, 2, 3, 1, 2, 3}).frames(), ElementsAre(0, 1, 2, 3, 4, 5)) << "two takes";
  EXPECT_THAT(numbered({7, 7, 7}).frames(), ElementsAre(0, 1, 2));
  EXPECT_THAT(numbered({none, 1, 2, none, 5}).frames(), ElementsAre(0, 1, 2, 3, 5));
  EXPECT_THAT(numbered({}).frames(), ElementsAre());
}

TEST(row_times, the_rate_is_that_of_the_usual_step) {
  EXPECT_NEAR(stamped({5, 5.02, 5.04, 5.1, 5.12}).frames_per_second(), 50, 1e-9);
  EXPECT_EQ(stamped({none, none}).frames_per_second(), 0);
  EXPECT_EQ(stamped({0, 0, 0}).frames_per_second(), 0);
  RowTimes cut;  // the numbers jump, the stamps were made anew
  for (const double number : {1, 2, 3, 8, 9}) cut.add(number, 0.1 * static_cast<double>(cut.rows()));
  EXPECT_NEAR(cut.frames_per_second(), 10, 1e-9);
}

TEST(row_times, frames_without_a_row_are_missing_and_said) {
  std::vector<float> positions = {1, 2, 3, 4, 5, 6, 7, 8};
  const std::string said = remark_of(numbered({1, 2, 4, 7}), 2, positions);
  EXPECT_THAT(said, HasSubstr("frames 2, 4 to 5"));
  ASSERT_EQ(positions.size(), 14U);
  EXPECT_EQ(positions[2], 3);
  EXPECT_TRUE(std::isnan(positions[4]) && std::isnan(positions[5]));
  EXPECT_EQ(positions[6], 5);
  EXPECT_TRUE(std::isnan(positions[8]) && std::isnan(positions[11]));
  EXPECT_EQ(positions[13], 8);
}

TEST(row_times, rows_without_a_jump_stay_as_they_are_and_nothing_is_said) {
  std::vector<float> positions = {1, 2, 3};
  EXPECT_EQ(remark_of(numbered({4, 5, 6}), 1, positions), "");
  EXPECT_THAT(positions, ElementsAre(1, 2, 3));
}

TEST(row_times, rows_out_of_order_or_twice_are_said_and_leave_no_gap_of_their_own) {
  for (const auto& numbers : {std::vector<double>{0, 1, 2, 3, 4, 6, 5, 7, 8, 9}, {0, 1, 2, 2, 3, 4, 5, 6}}) {
    std::vector<float> positions(numbers.size());
    EXPECT_THAT(remark_of(numbered(numbers), 1, positions),
                HasSubstr("1 row has a number or time that is out of order"));
    EXPECT_EQ(positions.size(), numbers.size());
  }
  std::vector<float> swapped(8);
  EXPECT_THAT(remark_of(stamped({0, .1, .2, .4, .3, .5, .6, .7}), 1, swapped), HasSubstr("row 4"));
  EXPECT_EQ(swapped.size(), 8);
  std::vector<float> coarse(8);
  EXPECT_EQ(remark_of(stamped({0, .01, .02, .02, .03, .04, .05, .06}), 1, coarse), "");
  // Twice, and later lost: the rows behind keep the frames that their numbers say.
  EXPECT_THAT(numbered({0, 1, 1, 2, 3, 4, 5, 6, 9, 10}).frames(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 9, 10));
}

TEST(row_times, absurd_jumps_cannot_ask_for_memory) {
  for (const double far : {1e9, 1e18, 1e300, std::numeric_limits<double>::infinity()}) {
    std::vector<float> positions = {1, 2, 3, 4};
    const std::string said = remark_of(numbered({1, 2, 3, far}), 1, positions);
    EXPECT_THAT(positions, ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(said.empty(), std::isinf(far)) << said;
  }
}

}  // namespace
}  // namespace solopose
