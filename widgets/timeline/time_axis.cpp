#include "widgets/timeline/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace solopose {
namespace {

constexpr double fewest_shown = 10;  // frames; closer in there is nothing more to see

double round_step(double at_least) {
  const double power = std::pow(10.0, std::floor(std::log10(at_least)));
  for (const double digit : {1.0, 2.0, 5.0}) {
    if (digit * power >= at_least * (1 - 1e-9)) return digit * power;
  }
  return 10 * power;
}

}  // namespace

void TimeAxis::setFrameCount(qint64 frames) {
  frames_ = std::max<qint64>(0, frames);
  showAll();
}

void TimeAxis::setWidth(double pixels) { width_ = std::max(1.0, pixels); }

double TimeAxis::xOf(double frame) const { return (frame - first_) * pixelsPerFrame(); }

qint64 TimeAxis::frameAt(double x) const {
  if (frames_ == 0) return 0;
  const auto frame = static_cast<qint64>(std::floor(first_ + x / std::max(pixelsPerFrame(), 1e-12)));
  return std::clamp<qint64>(frame, 0, frames_ - 1);
}

void TimeAxis::zoom(double factor, double x) {
  if (frames_ == 0 || factor <= 0) return;
  const double under = first_ + x / pixelsPerFrame();
  const auto all = static_cast<double>(frames_);
  shown_ = std::clamp(shown_ / factor, std::min(fewest_shown, all), all);
  first_ = under - x / pixelsPerFrame();
  clamp();
}

void TimeAxis::scrollBy(double frames) { scrollTo(first_ + frames); }

void TimeAxis::scrollTo(double first_frame) {
  first_ = first_frame;
  clamp();
}

void TimeAxis::reveal(qint64 frame) {
  const auto place = static_cast<double>(frame);
  if (place >= first_ && place + 1 <= first_ + shown_) return;
  scrollTo(place - 0.1 * shown_);
}

void TimeAxis::showAll() {
  first_ = 0;
  shown_ = static_cast<double>(frames_);
}

void TimeAxis::clamp() {
  first_ = std::clamp(first_, 0.0, std::max(0.0, static_cast<double>(frames_) - shown_));
}

qint64 frame_tick_step(double pixels_per_frame, double label_pixels) {
  if (pixels_per_frame <= 0) return 1;
  return std::max<qint64>(1, std::llround(round_step(std::max(1.0, label_pixels / pixels_per_frame))));
}

double second_tick_step(double pixels_per_second, double label_pixels) {
  if (pixels_per_second <= 0) return 1;
  const double at_least = label_pixels / pixels_per_second;
  if (at_least <= 5) return round_step(at_least);
  constexpr std::array<double, 10> steps{10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
  for (const double step : steps) {
    if (step >= at_least) return step;
  }
  return 3600 * round_step(at_least / 3600);
}

}  // namespace solopose
