#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/pose_model.h"

namespace solopose {

/// The answers of windows so far: each frame's pose is the plain mean of what all windows that cover it say,
/// joint by joint of those that say anything.
class WindowAnswers {
 public:
  explicit WindowAnswers(std::size_t frames);

  /// The k-th frame of what the model answered is this one.
  void add(std::int64_t frame, const PredictedPoses& answers, std::size_t k);

  bool has(std::size_t frame) const { return counts_[frame] > 0; }
  std::vector<float> pose(std::size_t frame) const;         ///< (15, 3); NaN = no window has an answer
  std::vector<float> confidences(std::size_t frame) const;  ///< (15); of a frame that has() answers

 private:
  std::vector<double> poses_;
  std::vector<int> answered_;  ///< windows, per value
  std::vector<double> confidences_;
  std::vector<int> counts_;  ///< windows, per frame
};

}  // namespace solopose
