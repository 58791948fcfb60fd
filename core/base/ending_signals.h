#pragma once

#include <array>
#include <csignal>

namespace solopose {

/// Being told to end by the system (SIGINT, SIGTERM, SIGHUP: Ctrl-C, a log-out, a terminal that closes) as a
/// byte that can be waited for. The next one, of whatever kind, ends the process at once. What the process
/// was started to ignore (nohup) stays ignored. One object at a time; without a pipe to be had signals act as
/// they always do.
///
/// The signals are handled, not blocked: libraries start threads before main() whose masks nobody can set.
class EndingSignals {
 public:
  EndingSignals();
  ~EndingSignals();
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;

  int descriptor() const;  ///< to be polled for reading; -1 without a pipe
  /// Until there is a signal. True when there was one, false after `wake`.
  bool wait();
  void wake();

 private:
  static constexpr std::array kinds = {SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kinds.size()> before_{};
};

}  // namespace solopose
