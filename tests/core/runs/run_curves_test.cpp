#include "core/runs/run_curves.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/support/scripted_run.h"

namespace solopose::testing {
namespace {

solopose::Run run_of(std::int64_t steps) {
  solopose::Run run;
  for (std::int64_t step = 1; step <= steps; ++step) {
    run.steps.push_back(scripted_step(step));
    if (step % 10 == 0) run.epochs.push_back(scripted_epoch(step));
  }
  return run;
}

TEST(run_curves, curves_are_the_logs_lines) {
  const RunCurves curves = run_curves(run_of(25), CurveAxis::steps);
  EXPECT_EQ(curves.training_loss.x.size(), 25U);
  EXPECT_EQ(curves.validation_loss.x, (std::vector<double>{10, 20}));
  EXPECT_EQ(curves.mpjpe.y, (std::vector<double>{350, 250}));
  EXPECT_EQ(curves.mean_pose.y, (std::vector<double>{259, 259}));
  EXPECT_EQ(curves.mean_pose.x, (std::vector<double>{0, 25}));
}

TEST(run_curves, time_is_in_minutes) {
  const RunCurves curves = run_curves(run_of(60), CurveAxis::minutes);
  EXPECT_DOUBLE_EQ(curves.training_loss.x.back(), 0.1);
}

TEST(run_curves, what_is_not_finite_is_left_out) {
  solopose::Run run = run_of(10);
  run.steps[3].loss = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(run_curves(run, CurveAxis::steps).training_loss.y.size(), 9U);
}

TEST(run_curves, one_wild_value_does_not_flatten_the_rest) {
  std::vector<double> values(100);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1 + 0.01 * static_cast<double>(i);
  values.push_back(1000);
  const auto all = value_range(values, false, false);
  const auto robust = value_range(values, true, false);
  ASSERT_TRUE(all && robust);
  EXPECT_GE(all->second, 1000);
  EXPECT_LT(robust->second, 4);
  EXPECT_LT(robust->first, 1);
  EXPECT_GT(robust->second, 1.99);
}

TEST(run_curves, a_logarithmic_range_stays_above_zero) {
  const auto range = value_range({0, -1, 0.001, 10}, false, true);
  ASSERT_TRUE(range);
  EXPECT_GT(range->first, 0);
  EXPECT_LT(range->first, 0.001);
  EXPECT_GT(range->second, 10);
  EXPECT_FALSE(value_range({0, -1}, false, true));
  EXPECT_FALSE(value_range({}, true, false));
}

TEST(run_curves, time_left_follows_the_pace_of_the_stage) {
  solopose::Run run = run_of(40);
  run.options.frames_stage.steps = 50;
  run.options.clips_stage.steps = 50;
  EXPECT_NEAR(seconds_left(run), 6.0, 1e-9);
  run = run_of(51);
  EXPECT_LT(seconds_left(run), 0) << "one line of the second stage tells no pace";
}

}  // namespace
}  // namespace solopose::testing
