#pragma once

namespace solopose {

/// A logarithmic axis begins at this share of the range.
inline constexpr double log_axis_start = 1e-4;

/// Where a share of the range, 0 to 1, stands on an axis of length 1, and back.
double axis_of_share(double share, bool logarithmic);
double share_of_axis(double axis, bool logarithmic);

}  // namespace solopose
