#pragma once

#include <cmath>

namespace solopose {

/// Whether two rates are one clock, stated with more or less care: 29.97, 30000/1001 and 30 are, and so are
/// 59.94 and 60, 23.976 and 24. The tolerance is a hundredth; the nearest rates of different clocks, 24 and
/// 25, are four hundredths apart. Frames of one clock belong together by their numbers. Both rates are known,
/// that is above 0.
inline bool same_clock(double one_fps, double other_fps) {
  constexpr double tolerance = 0.01;
  return std::abs(one_fps - other_fps) <= tolerance * std::fmin(one_fps, other_fps);
}

}  // namespace solopose
