#include "widgets/jobs/job_text.h"

#include <thread>

#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "widgets/session/job_runner.h"

namespace solopose {
namespace {

using namespace std::chrono_literals;

/// "_" for the narrow space between thousands.
QString spaced(const char* text) { return QString(text).replace('_', QChar(0x202f)); }

TEST(JobTextTest, numbers_are_grouped_in_threes) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234), spaced("1_234"));
  EXPECT_EQ(grouped(7100000), spaced("7_100_000"));
  EXPECT_EQ(grouped(-123456), spaced("-123_456"));
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
  EXPECT_EQ(job_count_text(*job), spaced("1_100 of 100_000 frames"));
}

TEST(JobTextTest, says_how_a_job_ended) {
  JobRunner runner;
  JobHandle* fine = runner.start("a", [](const JobContext&) {});
  JobHandle* bad = runner.start("b", [](const JobContext&) { throw Error("disk full"); });
  JobHandle* left = runner.start("c", [](const JobContext&) {});
  left->cancel();
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_EQ(job_outcome_text(*fine), "Finished");
  EXPECT_EQ(job_outcome_text(*bad), "Failed: disk full");
  EXPECT_EQ(job_outcome_text(*left), "Cancelled");
}

}  // namespace
}  // namespace solopose
