#include "widgets/session/rate_meter.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

using namespace std::chrono_literals;

TEST(RateMeterTest, measures_units_a_second_and_what_is_left) {
  RateMeter meter;
  const RateMeter::Time start{};
  for (int i = 0; i <= 20; ++i) meter.add(start + i * 100ms, i * 50, 10'000);
  EXPECT_NEAR(meter.per_second(), 500, 1e-6);
  EXPECT_NEAR(meter.seconds_left(), 9000 / 500.0, 1e-6);
}

TEST(RateMeterTest, says_nothing_before_it_knows) {
  RateMeter meter;
  const RateMeter::Time start{};
  EXPECT_EQ(meter.per_second(), 0);
  EXPECT_LT(meter.seconds_left(), 0);
  meter.add(start, 0, 100);
  meter.add(start + 100ms, 50, 100);
  EXPECT_EQ(meter.per_second(), 0) << "a tenth of a second is too short to tell";
  meter.add(start + 1s, 60, 0);
  EXPECT_LT(meter.seconds_left(), 0) << "without a total there is no end";
}

TEST(RateMeterTest, follows_a_job_that_slows_down) {
  RateMeter meter;
  const RateMeter::Time start{};
  std::int64_t done = 0;
  for (int i = 0; i <= 100; ++i) meter.add(start + i * 100ms, done += 100, 1'000'000);
  for (int i = 101; i <= 200; ++i) meter.add(start + i * 100ms, done += 10, 1'000'000);
  EXPECT_NEAR(meter.per_second(), 100, 1);
}

TEST(RateMeterTest, a_new_step_starts_anew) {
  RateMeter meter;
  const RateMeter::Time start{};
  for (int i = 0; i <= 10; ++i) meter.add(start + i * 100ms, i * 1000, 10'000);
  meter.add(start + 1100ms, 1, 500);
  EXPECT_EQ(meter.per_second(), 0);
  meter.add(start + 2100ms, 11, 500);
  EXPECT_NEAR(meter.per_second(), 10, 1e-6);
}

TEST(RateMeterTest, a_step_that_was_interrupted_keeps_its_time_left) {
  RateMeter meter;
  RateMeter::Time now{};
  for (std::int64_t done = 0; done <= 20; ++done) meter.add(now += 1s, done, 1000);
  EXPECT_NEAR(meter.seconds_left(), 980, 1e-6);
  for (std::int64_t done = 0; done <= 8; ++done) meter.add(now += 100ms, done, 64);
  EXPECT_NEAR(meter.per_second(), 10, 1e-6);
  meter.add(now += 1s, 21, 1000);
  EXPECT_NEAR(meter.seconds_left(), 979, 1e-6) << "as fast as before";
  for (std::int64_t done = 22; done <= 40; ++done) meter.add(now += 2s, done, 1000);
  EXPECT_NEAR(meter.seconds_left(), 2 * 960, 1e-6) << "slower now";
  meter.add(now += 1s, 0, 64);
  meter.add(now += 1s, 3, 1000);
  EXPECT_LT(meter.seconds_left(), 0) << "another one of as many";
}

}  // namespace
}  // namespace solopose
