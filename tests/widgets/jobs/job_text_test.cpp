#include "widgets/jobs/job_text.h"

#include <thread>

#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "widgets/session/job_runner.h"

namespace solopose {
namespace {

using namespace std::chrono_literals;

TEST(JobTextTest, numbers_are_written_as_the_locale_has_it) {
  const QLocale before;
  QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(7100000), "7.100.000");
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  EXPECT_EQ(grouped(-123456), "-123,456");
  QLocale::setDefault(before);
}

TEST(JobTextTest, a_job_that_is_held_has_no_rate_and_no_time_left) {
  JobRunner runner;
  JobHandle* job = runner.start("Train", [](const JobContext& context) {
    for (std::int64_t i = 0; !context.stop.stop_requested(); ++i) {
      context.report({"Training", i, 100'000, "clips"});
      std::this_thread::sleep_for(20ms);
    }
    throw Cancelled();
  });
  ASSERT_TRUE(testing::wait_for([&] { return !job_rate_text(*job).isEmpty(); }));
  job->setHeld(true);
  EXPECT_EQ(job_rate_text(*job), "");
  EXPECT_EQ(job_time_text(*job), "");
  job->setHeld(false);
  EXPECT_TRUE(testing::wait_for([&] { return !job_time_text(*job).isEmpty(); }));
  job->cancel();
  EXPECT_TRUE(testing::wait_for([&] { return !job->running(); }));
}

TEST(JobTextTest, says_rate_count_and_time_once_they_are_known) {
  JobRunner runner;
  JobHandle* job = runner.start("Read", [](const JobContext& context) {
    for (int i = 0; i < 12; ++i) {
      context.report({"Reading", i * 100, 100'000, "frames"});
      std::this_thread::sleep_for(50ms);
    }
  });
  EXPECT_EQ(job_rate_text(*job), "");
  EXPECT_EQ(job_time_text(*job), "");
  ASSERT_TRUE(testing::wait_for([&] { return !job->running(); }));
  EXPECT_TRUE(job_rate_text(*job).endsWith(" frames/s")) << job_rate_text(*job).toStdString();
  EXPECT_EQ(job_time_text(*job).right(5), " left") << job_time_text(*job).toStdString();
  EXPECT_EQ(job_count_text(*job), grouped(1100) + " of " + grouped(100000) + " frames");
}

TEST(JobTextTest, says_how_a_job_ended) {
  JobRunner runner;
  JobHandle* fine = runner.start("a", [](const JobContext&) {});
  JobHandle* bad = runner.start("b", [](const JobContext&) { throw Error("disk full"); });
  JobHandle* left = runner.start("c", [](const JobContext&) {});
  left->cancel();
  JobHandle* kept = runner.start(
      "d",
      [](const JobContext& context) {
        while (true) context.throw_if_stopped();
      },
      JobLane::training);
  kept->cancel();
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_EQ(job_outcome_text(*fine), "Finished");
  EXPECT_EQ(job_outcome_text(*bad), "Failed: disk full");
  EXPECT_EQ(job_outcome_text(*left), "Cancelled");
  EXPECT_EQ(job_outcome_text(*kept), "Stopped") << "a training run is kept";
}

}  // namespace
}  // namespace solopose
