#include "widgets/shared/latest_work.h"

#include <atomic>
#include <chrono>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

#include "tests/support/waiting.h"

namespace solopose::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Work that a test lets finish when it likes.
struct Gate {
  std::binary_semaphore begun{0};
  std::binary_semaphore may_end{0};
};

class LatestWorkTest : public ::testing::Test {
 protected:
  void TearDown() override {
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
  }
  void ask(LatestWork& work, int number) {
    work.request([number](const std::stop_token&) { return number; },
                 [this](int got) { came.push_back(got); });
  }
  /// Returns once it is under way.
  void askGated(LatestWork& work, int number) {
    work.request(
        [this, number](const std::stop_token& stop) {
          gate.begun.release();
          gate.may_end.acquire();
          told_to_stop = stop.stop_requested();
          return number;
        },
        [this](int got) { came.push_back(got); });
    gate.begun.acquire();
  }
  static bool done(const LatestWork& work) {
    return wait_for([&] { return !work.busy(); });
  }

  Gate gate;
  std::atomic<bool> told_to_stop = false;
  std::vector<int> came;
};

TEST_F(LatestWorkTest, works_elsewhere_and_hands_over_here) {
  LatestWork work;
  QThread* worked_on = nullptr;
  QThread* taken_on = nullptr;
  EXPECT_FALSE(work.busy());
  work.request([](const std::stop_token&) { return QThread::currentThread(); },
               [&](QThread* thread) {
                 worked_on = thread;
                 taken_on = QThread::currentThread();
               });
  EXPECT_TRUE(work.busy());
  ASSERT_TRUE(done(work));
  EXPECT_NE(worked_on, QThread::currentThread());
  EXPECT_EQ(taken_on, QThread::currentThread());
}

TEST_F(LatestWorkTest, a_new_request_stops_the_old_one_and_replaces_the_one_that_waits) {
  LatestWork work;
  askGated(work, 1);
  ask(work, 2);
  ask(work, 3);
  gate.may_end.release();
  ASSERT_TRUE(done(work));
  EXPECT_THAT(came, ElementsAre(3));
  EXPECT_TRUE(told_to_stop);
}

TEST_F(LatestWorkTest, the_old_one_may_be_let_finish) {
  LatestWork work(LatestWork::Superseded::finished);
  askGated(work, 1);
  ask(work, 2);
  ask(work, 3);
  gate.may_end.release();
  ASSERT_TRUE(done(work));
  EXPECT_THAT(came, ElementsAre(1, 3));
  EXPECT_FALSE(told_to_stop);
}

TEST_F(LatestWorkTest, one_is_at_work_at_a_time) {
  for (const auto superseded : {LatestWork::Superseded::stopped, LatestWork::Superseded::finished}) {
    LatestWork work(superseded);
    std::atomic<int> at_work = 0;
    std::atomic<int> most = 0;
    for (int i = 0; i < 50; ++i) {
      work.request(
          [&](const std::stop_token&) {
            most = std::max<int>(most, ++at_work);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return --at_work;
          },
          [](int) {});
      QCoreApplication::processEvents();
    }
    ASSERT_TRUE(done(work));
    QThreadPool::globalInstance()->waitForDone();
    EXPECT_EQ(most, 1);
  }
}

TEST_F(LatestWorkTest, what_is_forgotten_never_comes) {
  for (const auto superseded : {LatestWork::Superseded::stopped, LatestWork::Superseded::finished}) {
    LatestWork work(superseded);
    askGated(work, 1);
    ask(work, 2);
    work.forget();
    EXPECT_FALSE(work.busy());
    gate.may_end.release();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    EXPECT_TRUE(told_to_stop);
    EXPECT_THAT(came, IsEmpty());
  }
}

TEST_F(LatestWorkTest, a_request_after_one_that_was_forgotten_is_served) {
  LatestWork work;
  askGated(work, 1);
  work.forget();
  ask(work, 2);
  EXPECT_TRUE(work.busy());
  gate.may_end.release();
  ASSERT_TRUE(done(work));
  EXPECT_THAT(came, ElementsAre(2));
}

TEST_F(LatestWorkTest, nothing_comes_once_the_one_who_asked_is_gone) {
  auto work = std::make_unique<LatestWork>();
  askGated(*work, 1);
  work.reset();  // does not wait: the gate is still closed
  gate.may_end.release();
  QThreadPool::globalInstance()->waitForDone();
  QCoreApplication::processEvents();
  EXPECT_TRUE(told_to_stop);
  EXPECT_THAT(came, IsEmpty());
}

TEST_F(LatestWorkTest, what_it_throws_comes_as_a_text) {
  LatestWork work;
  QString text;
  work.request([](const std::stop_token&) -> int { throw std::runtime_error("no such frame"); },
               [this](int got) { came.push_back(got); }, [&](const QString& error) { text = error; });
  ASSERT_TRUE(done(work));
  EXPECT_EQ(text, "no such frame");
  EXPECT_THAT(came, IsEmpty());
}

TEST_F(LatestWorkTest, whoever_takes_something_may_ask_again) {
  LatestWork work;
  work.request([](const std::stop_token&) { return 1; },
               [&](int got) {
                 came.push_back(got);
                 ask(work, 2);
                 EXPECT_TRUE(work.busy());
               });
  ASSERT_TRUE(wait_for([this] { return came.size() == 2; }));
  EXPECT_FALSE(work.busy());
}

}  // namespace
}  // namespace solopose::testing
