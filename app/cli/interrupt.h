#pragma once

#include <stop_token>
#include <thread>

namespace solopose {

/// Turns the first Ctrl-C (or SIGTERM) into a stop request, so that a verb ends cleanly; a second one ends
/// the program at once, which no project minds. One at a time.
///
/// The signals are handled, not blocked: libraries start threads before main() whose masks nobody can set.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  std::jthread watcher_;
};

}  // namespace solopose
