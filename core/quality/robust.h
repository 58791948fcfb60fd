#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace solopose {

/// The value below which a share of the known values lies; NaN without any. Reorders them.
inline float quantile(std::vector<float>& values, double share) {
  std::erase_if(values, [](float value) { return !std::isfinite(value); });
  if (values.empty()) return std::numeric_limits<float>::quiet_NaN();
  const auto place =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// A middle and how far half of the values lie from it at most: unmoved by a minority of faults.
struct MedianSpread {
  float median = std::numeric_limits<float>::quiet_NaN();
  float spread = std::numeric_limits<float>::quiet_NaN();  ///< median absolute deviation
};

inline MedianSpread median_spread(std::vector<float>& values) {
  MedianSpread result;
  result.median = quantile(values, 0.5);
  for (float& value : values) value = std::abs(value - result.median);
  result.spread = quantile(values, 0.5);
  return result;
}

}  // namespace solopose
