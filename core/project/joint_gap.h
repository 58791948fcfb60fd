#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/frame_run.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// The poses of a gap with some joints put between its ends. `poses_mm`: (frames, 15, 3), NaN = missing; the
/// gap lies within. A joint's way is cubic (Lagrange) through the two frames before and the two after where
/// all four are known, linear where only the next ones are; where one of those lacks too it stays as it was.
/// On that way a joint keeps its distance from its parent, wherever that is in the gap, and a knee, elbow,
/// hip or shoulder also from its child if that stays: distances go evenly from the one at the gap's one end
/// to the one at its other. Where a distance is not known the way alone holds.
/// @return (frames of the gap, 15, 3) mm.
std::vector<float> bridged(std::span<const float> poses_mm, const FrameRun& gap, const JointMask& joints);

/// Frames of the longest gap that may be bridged unseen, at least one: a quarter of a second, at 30 frames a
/// second where the rate is not known (0). In the middle of such a gap joints of a person who balances lie
/// 18 mm from where they were in the median and 53 mm at the 95th percentile (Pose2Sim's sample trial,
/// filtered; unfiltered 47 and 190 mm); in one of half a second 47 and 151 mm.
inline std::int64_t longest_bridge(double frames_per_second) {
  const double rate = frames_per_second > 0 ? frames_per_second : 30;
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(rate / 4));
}

}  // namespace solopose
