#pragma once

#include <stop_token>
#include <thread>

#include "core/base/ending_signals.h"

namespace solopose {

/// Turns being told to end into a stop request, so that a verb ends cleanly; being told again ends the
/// program at once, which no project minds. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

 private:
  EndingSignals signals_;
  std::stop_source stop_;
  std::jthread watcher_;
};

}  // namespace solopose
