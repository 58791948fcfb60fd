#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>

namespace solopose {

/// How fast a job counts: units a second over the last few seconds, so that the figure is steady but follows
/// a change. A step that others have interrupted, as training is by validation, goes on at its pace of before
/// until that is measured anew.
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
  struct Pace {
    std::int64_t done = 0;
    double per_second = 0;
  };
  double measured() const;
  void startAnew(std::int64_t done, std::int64_t total);

  std::deque<Sample> samples_;
  std::int64_t total_ = 0;
  std::map<std::int64_t, Pace> interrupted_;  ///< steps by their totals, as they were left
  double before_ = 0;                         ///< this step's pace before it was interrupted; 0: it was not
};

}  // namespace solopose
