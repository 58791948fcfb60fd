#include "core/base/ending_signals.h"

#include <poll.h>

#include <gtest/gtest.h>

namespace solopose {
namespace {

bool has_come(const EndingSignals& signals) {
  pollfd one{signals.descriptor(), POLLIN, 0};
  return ::poll(&one, 1, 0) == 1;
}

TEST(EndingSignalsTest, the_first_is_told_and_the_next_of_whatever_kind_ends_the_process) {
  for (const int first : {SIGINT, SIGTERM, SIGHUP}) {
    for (const int second : {SIGINT, SIGTERM, SIGHUP}) {
      const auto told_twice = [&] {
        // Whoever runs the tests in the background, or under nohup, hands down signals that are ignored.
        for (const int kind : {SIGINT, SIGTERM, SIGHUP}) std::signal(kind, SIG_DFL);
        EndingSignals signals;
        std::raise(first);
        if (!has_come(signals) || !signals.wait()) std::_Exit(1);
        std::raise(second);
        std::_Exit(2);
      };
      EXPECT_EXIT(told_twice(), ::testing::KilledBySignal(second), "") << first;
    }
  }
}

TEST(EndingSignalsTest, what_is_ignored_from_the_start_stays_so) {
  const auto under_nohup = [] {
    std::signal(SIGHUP, SIG_IGN);
    EndingSignals signals;
    std::raise(SIGHUP);
    if (has_come(signals)) std::_Exit(1);
    std::raise(SIGTERM);
    if (!has_come(signals)) std::_Exit(2);
    std::raise(SIGHUP);
    std::_Exit(0);
  };
  EXPECT_EXIT(under_nohup(), ::testing::ExitedWithCode(0), "");
}

TEST(EndingSignalsTest, who_waits_is_woken_without_a_signal) {
  EndingSignals signals;
  EXPECT_FALSE(has_come(signals));
  signals.wake();
  EXPECT_FALSE(signals.wait());
}

}  // namespace
}  // namespace solopose
