#include "widgets/session/job_runner.h"

#include <atomic>
#include <thread>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"

namespace solopose {
namespace {

using namespace std::chrono_literals;

bool ended(const JobHandle* job) {
  return testing::wait_for([job] { return !job->running(); });
}

/// Works until it is stopped.
void work_for_ever(const JobContext& context) {
  while (true) {
    context.throw_if_stopped();
    std::this_thread::sleep_for(1ms);
  }
}

TEST(JobRunnerTest, a_job_finishes_off_the_gui_thread_and_keeps_its_log) {
  JobRunner runner;
  QSignalSpy added(&runner, &JobRunner::jobAdded);
  QSignalSpy over(&runner, &JobRunner::jobEnded);
  std::atomic<QThread*> thread = nullptr;
  JobHandle* job = runner.start("Count", [&](const JobContext& context) {
    thread = QThread::currentThread();
    context.note("skipped bad.npz");
    context.report({"Counting", 3, 3, "files"});
  });
  EXPECT_EQ(added.count(), 1);
  EXPECT_TRUE(runner.busy());
  ASSERT_TRUE(ended(job));
  EXPECT_NE(thread.load(), QThread::currentThread());
  EXPECT_EQ(job->outcome(), JobOutcome::finished);
  EXPECT_EQ(job->title(), "Count");
  EXPECT_EQ(job->step(), "Counting");
  EXPECT_EQ(job->done(), 3);
  EXPECT_EQ(job->unit(), "files");
  EXPECT_EQ(job->log(), "skipped bad.npz\n");
  EXPECT_EQ(over.count(), 1);
  EXPECT_FALSE(runner.busy());
}

TEST(JobRunnerTest, a_failing_job_says_why) {
  JobRunner runner;
  JobHandle* job =
      runner.start("Fail", [](const JobContext&) { throw Error("a.npz: poses: expected 3 axes, found 2"); });
  ASSERT_TRUE(ended(job));
  EXPECT_EQ(job->outcome(), JobOutcome::failed);
  EXPECT_EQ(job->error(), "a.npz: poses: expected 3 axes, found 2");
}

TEST(JobRunnerTest, a_running_job_can_be_cancelled) {
  JobRunner runner;
  JobHandle* job = runner.start("Endless", work_for_ever);
  ASSERT_TRUE(testing::wait_for([&] { return !job->queued(); }));
  EXPECT_TRUE(job->running());
  job->cancel();
  ASSERT_TRUE(ended(job));
  EXPECT_EQ(job->outcome(), JobOutcome::cancelled);
}

TEST(JobRunnerTest, a_queued_job_is_cancelled_without_ever_running) {
  JobRunner runner;
  JobHandle* first = runner.start("Endless", work_for_ever);
  std::atomic<bool> ran = false;
  JobHandle* second = runner.start("Never", [&](const JobContext&) { ran = true; });
  EXPECT_TRUE(second->queued());
  second->cancel();
  ASSERT_TRUE(ended(second));
  EXPECT_EQ(second->outcome(), JobOutcome::cancelled);
  EXPECT_TRUE(first->running());
  first->cancel();
  ASSERT_TRUE(ended(first));
  EXPECT_FALSE(ran);
}

TEST(JobRunnerTest, jobs_run_one_after_the_other_in_the_order_of_their_start) {
  JobRunner runner;
  std::string order;  // the jobs never run side by side
  for (const char name : {'a', 'b', 'c'})
    runner.start(QString(QChar(name)), [&order, name](const JobContext&) {
      order += name;
      std::this_thread::sleep_for(5ms);
      order += name;
    });
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_EQ(order, "aabbcc");
}

TEST(JobRunnerTest, progress_comes_at_most_ten_times_a_second_and_ends_with_the_newest) {
  JobRunner runner;
  constexpr std::int64_t last = std::int64_t{1} << 40;
  std::atomic<int> heard = 0;
  std::atomic<qint64> newest = 0;
  std::int64_t reports = 0;
  QElapsedTimer clock;
  clock.start();
  JobHandle* job = runner.start("Fast", [&](const JobContext& context) {
    while (heard < 4) {
      context.throw_if_stopped();
      context.report({"Step", ++reports, 0, "frames"});
    }
    context.report({"Step", last, 0, "frames"});
    while (newest != last) {  // quiet: the last report comes through without another one
      context.throw_if_stopped();
      std::this_thread::sleep_for(1ms);
    }
  });
  QObject::connect(job, &JobHandle::progressed, [&] {
    newest = job->done();
    ++heard;
  });
  ASSERT_TRUE(ended(job));
  EXPECT_LE(heard, clock.elapsed() / 100 + 1);
  EXPECT_GT(reports, heard) << "not every report is a signal";
  EXPECT_EQ(newest, last);
  EXPECT_GT(job->ratePerSecond(), 0);
}

TEST(JobRunnerTest, ended_jobs_stay_until_they_are_dismissed) {
  JobRunner runner;
  QSignalSpy dismissed(&runner, &JobRunner::jobDismissed);
  JobHandle* over = runner.start("Over", [](const JobContext&) {});
  ASSERT_TRUE(ended(over));
  JobHandle* running = runner.start("Endless", work_for_ever);
  EXPECT_EQ(runner.jobs(), (QList<JobHandle*>{running, over}));
  runner.dismiss(running);
  EXPECT_EQ(dismissed.count(), 0) << "a running job cannot be dismissed";
  const int id = over->id();
  runner.dismiss(over);
  ASSERT_EQ(dismissed.count(), 1);
  EXPECT_EQ(dismissed.front().front().toInt(), id);
  EXPECT_EQ(runner.jobs(), QList<JobHandle*>{running});
}

TEST(JobRunnerTest, at_most_twenty_ended_jobs_are_kept) {
  JobRunner runner;
  for (int i = 0; i < 30; ++i) runner.start(QString::number(i), [](const JobContext&) {});
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_EQ(runner.jobs().size(), 20);
  EXPECT_EQ(runner.jobs().back()->title(), "29");
}

TEST(JobRunnerTest, going_away_cancels_and_waits) {
  std::atomic<bool> left = false;
  std::atomic<bool> never = true;
  {
    JobRunner runner;
    JobHandle* job = runner.start("Endless", [&](const JobContext& context) {
      const auto leave = qScopeGuard([&] { left = true; });
      work_for_ever(context);
    });
    runner.start("Never", [&](const JobContext&) { never = false; });
    ASSERT_TRUE(testing::wait_for([&] { return !job->queued(); }));
  }
  EXPECT_TRUE(left);
  EXPECT_TRUE(never);
}

TEST(JobRunnerTest, an_import_does_not_wait_for_training) {
  JobRunner runner;
  JobHandle* training = runner.start("Train", work_for_ever, JobLane::training);
  JobHandle* next_training = runner.start("Train more", work_for_ever, JobLane::training);
  JobHandle* import = runner.start("Import", [](const JobContext&) {});
  ASSERT_TRUE(ended(import));
  EXPECT_EQ(import->outcome(), JobOutcome::finished);
  EXPECT_TRUE(training->running());
  EXPECT_TRUE(next_training->queued());
  EXPECT_FALSE(runner.busy(JobLane::data));
  EXPECT_TRUE(runner.busy(JobLane::training));
  runner.cancelAll();
  ASSERT_TRUE(ended(training));
  ASSERT_TRUE(ended(next_training));
  EXPECT_FALSE(runner.busy());
}

}  // namespace
}  // namespace solopose
