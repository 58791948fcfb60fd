#include "core/heatpose/value_axis.h"

#include <algorithm>
#include <cmath>

namespace solopose {

double axis_of_share(double share, bool logarithmic) {
  if (!logarithmic) return std::clamp(share, 0.0, 1.0);
  return std::clamp(1 - std::log10(std::max(share, log_axis_start)) / std::log10(log_axis_start), 0.0, 1.0);
}

double share_of_axis(double axis, bool logarithmic) {
  if (!logarithmic) return std::clamp(axis, 0.0, 1.0);
  return axis <= 0 ? 0.0 : std::pow(log_axis_start, 1 - std::min(axis, 1.0));
}

}  // namespace solopose
