#pragma once

#include <span>
#include <string>

#include "core/skeleton/joint_mask.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

// The canonical pelvis is the root between the hips, the neck the base of the neck, the head its top. A joint
// set that has no such joint of its own estimates it: as the mean of others, or the head's top by the nose.

/// Of those that the set gives at all.
JointMask estimated_joints(const JointSet& set);

/// A joint's own name says that it is the nose: "nose", "Nose", "person:nose".
bool is_nose(std::string name);

/// "pelvis from lhip and rhip, head from nose"; empty where nothing is estimated.
std::string estimated_joints_text(const JointSet& set);

/// Makes them missing in poses (frames, 15, 3). The pelvis stays, estimated or not: crops and errors are
/// relative to it.
void leave_out_estimated(const JointSet& set, std::span<float> poses);

}  // namespace solopose
