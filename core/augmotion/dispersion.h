#pragma once

#include <cstdint>
#include <span>

namespace solopose {

/// How far apart synchronised views of a take are (the paper's figure 1 as a number): the mean over frames
/// and joints of the views' mean distance to their mean. Frames may come in pieces.
class Dispersion {
 public:
  /// One piece: per view (frames, 15, 3) canonical poses of the same frames, mm. Only joints that are finite
  /// in all views count.
  /// @throws Error when the views differ in length.
  void add(std::span<const std::span<const float>> views_mm);

  std::int64_t joints() const { return joints_; }  ///< how many (frame, joint) pairs counted
  double mean_mm() const;                          ///< 0 without any

 private:
  double sum_mm_ = 0;
  std::int64_t joints_ = 0;
};

}  // namespace solopose
