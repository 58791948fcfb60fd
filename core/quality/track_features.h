#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/skeleton/canonical.h"
#include "core/skeleton/joint_angles.h"

namespace solopose {

/// What several detectors want to know of each frame, computed once. Rows of planes are contiguous over
/// frames; NaN where a joint is missing.
struct TrackFeatures {
  std::int64_t frames = 0;
  std::vector<float> positions;  ///< (45, frames) mm: joint times three plus axis
  std::vector<float> bone_mm;    ///< (14, frames): length of each bone
  std::vector<float> step_mm;    ///< (15, frames): from the frame before; the first is NaN
  /// (15, frames): how far the step from the frame before is from the mean of the steps beside it (half the
  /// third difference), so that even and evenly accelerated motion has none. Where only one step beside it is
  /// known it is held against that one; without any it is NaN.
  std::vector<float> jump_mm;
  std::vector<BodyAngles> angles;  ///< (frames)

  std::span<const float> axis(Joint joint, int axis) const {
    return row(positions, index_of(joint) * 3 + axis);
  }
  std::span<const float> bone(int bone) const { return row(bone_mm, bone); }
  std::span<const float> step(int joint) const { return row(step_mm, joint); }
  std::span<const float> jump(int joint) const { return row(jump_mm, joint); }
  bool has(int joint, std::int64_t frame) const {
    const float x = positions[static_cast<std::size_t>(joint * 3 * frames + frame)];
    return x == x;
  }

 private:
  std::span<const float> row(const std::vector<float>& planes, int index) const {
    return std::span(planes).subspan(static_cast<std::size_t>(index * frames),
                                     static_cast<std::size_t>(frames));
  }
};

/// poses_mm: (frames, 15, 3).
TrackFeatures track_features(std::span<const float> poses_mm, const SideSense& sides);

}  // namespace solopose
