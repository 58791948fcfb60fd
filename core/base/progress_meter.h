#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>

#include "core/base/job.h"

namespace solopose {

/// Counts work done on several threads, and reports it and looks for a stop on behalf of a job. Progress
/// sinks run on the job's own thread only, so what other threads add is told with the job thread's next
/// addition.
class ProgressMeter {
 public:
  ProgressMeter(const JobContext& context, std::string unit, std::int64_t total)
      : context_(context), owner_(std::this_thread::get_id()), unit_(std::move(unit)), total_(total) {}

  /// On the job's thread only.
  void begin(std::string step) {
    step_ = std::move(step);
    add(0);
  }

  /// On any thread. @throws Cancelled.
  void add(std::int64_t done) {
    done_ += done;
    context_.throw_if_stopped();
    if (std::this_thread::get_id() == owner_) context_.report({step_, done_.load(), total_, unit_});
  }

 private:
  const JobContext& context_;
  std::thread::id owner_;
  std::string unit_;
  std::int64_t total_;
  std::string step_;
  std::atomic<std::int64_t> done_ = 0;
};

}  // namespace solopose
