#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/error.h"

namespace solopose {

/// Where a job stands. `total` is 0 while unknown; `unit` is what `done` counts ("frames", "files").
struct Progress {
  std::string step;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string unit;
};

/// What a long function of core gets from whoever runs it: a sink for progress and a way to be stopped. Both
/// may be empty
/// (`JobContext{}` runs silently to the end). Sinks are called on the job's own thread, as often as the job
/// likes.
struct JobContext {
  std::function<void(const Progress&)> progress;
  std::stop_token stop;
  /// A line for the job's log: a skipped file, a choice made.
  std::function<void(const std::string&)> log;

  void report(const Progress& p) const {
    if (progress) progress(p);
  }
  void note(const std::string& line) const {
    if (log) log(line);
  }
  /// @throws Cancelled when a stop was requested.
  void throw_if_stopped() const {
    if (stop.stop_requested()) throw Cancelled();
  }
};

}  // namespace solopose
