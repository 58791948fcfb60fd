#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace solopose {

/// How fast a job counts: units a second over the last few seconds, so that the figure is steady but follows
/// a change.
class RateMeter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `done` of `total` at a moment. A smaller `done` or another `total` is a new step and starts the
  /// measurement anew.
  void add(Time now, std::int64_t done, std::int64_t total);

  double per_second() const;    ///< 0 while unknown
  double seconds_left() const;  ///< negative while unknown

 private:
  struct Sample {
    Time time;
    std::int64_t done;
  };
  std::deque<Sample> samples_;
  std::int64_t total_ = 0;
};

}  // namespace solopose
