#pragma once

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

}  // namespace solopose
