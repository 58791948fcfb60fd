#include "widgets/session/rate_meter.h"

namespace solopose {

namespace {

constexpr std::chrono::seconds window{5};
constexpr std::chrono::milliseconds shortest{
    300};  ///< below this a rate says more about the clock than the job

}  // namespace

void RateMeter::add(Time now, std::int64_t done, std::int64_t total) {
  if (total != total_ || (!samples_.empty() && done < samples_.back().done)) startAnew(done, total);
  samples_.push_back({now, done});
  // The last sample older than the window stays as its left end.
  while (samples_.size() > 2 && now - samples_[1].time > window) samples_.pop_front();
}

void RateMeter::startAnew(std::int64_t done, std::int64_t total) {
  if (!samples_.empty()) interrupted_[total_] = {samples_.back().done, per_second()};
  samples_.clear();
  total_ = total;
  const auto left = interrupted_.find(total);
  before_ = left != interrupted_.end() && left->second.done <= done ? left->second.per_second : 0;
}

double RateMeter::per_second() const {
  const double now = measured();
  return now > 0 ? now : before_;
}

double RateMeter::measured() const {
  if (samples_.size() < 2) return 0;
  const auto span = samples_.back().time - samples_.front().time;
  if (span < shortest) return 0;
  return static_cast<double>(samples_.back().done - samples_.front().done) /
         std::chrono::duration<double>(span).count();
}

double RateMeter::seconds_left() const {
  const double rate = per_second();
  if (rate <= 0 || total_ <= 0 || samples_.empty()) return -1;
  return static_cast<double>(total_ - samples_.back().done) / rate;
}

}  // namespace solopose
