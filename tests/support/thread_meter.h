#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>

#include <QObject>
#include <QTimer>

namespace solopose::testing {

/// What the calling thread does from its construction on, against what the whole program does. Counted in the
/// processor's time, which other programs on the machine do not change, and in rounds of the event loop.
class ThreadMeter {
 public:
  ThreadMeter()
      : program_begin_(seconds(CLOCK_PROCESS_CPUTIME_ID)), begin_(Clock::now()), round_begin_(begin_) {
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout, [this] { end_round(); });
    timer_.start(1);
  }

  int rounds() const { return rounds_; }
  /// Share of the program's work that this thread did without looking at its events in between.
  double longest_work_share() const {
    return longest_work_ / (seconds(CLOCK_PROCESS_CPUTIME_ID) - program_begin_);
  }
  /// Share of the time that has passed in which its events had to wait, at work or not.
  double longest_stall_share() const { return longest_stall_ / (Clock::now() - begin_); }

 private:
  using Clock = std::chrono::steady_clock;

  static double seconds(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }

  void end_round() {
    ++rounds_;
    const double work = seconds(CLOCK_THREAD_CPUTIME_ID);
    longest_work_ = std::max(longest_work_, work - round_work_);
    round_work_ = work;
    const Clock::time_point now = Clock::now();
    longest_stall_ = std::max<std::chrono::duration<double>>(longest_stall_, now - round_begin_);
    round_begin_ = now;
  }

  double program_begin_;
  double round_work_ = seconds(CLOCK_THREAD_CPUTIME_ID);
  double longest_work_ = 0;
  Clock::time_point begin_;
  Clock::time_point round_begin_;
  std::chrono::duration<double> longest_stall_{0};
  int rounds_ = 0;
  QTimer timer_;
};

}  // namespace solopose::testing
