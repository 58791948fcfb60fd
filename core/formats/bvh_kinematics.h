#pragma once

#include <span>
#include <vector>

#include "core/formats/bvh_file.h"

namespace solopose {

/// Position channels below the root hold differences from the joint's offset, not places that take its stead.
/// Told by all rows: whether more values are nearer to zero or to their offsets, each having its offset's
/// length as its say. Values far from both and those that are no numbers have none; rows of zeros (reference
/// frames, lost frames, but also bodies at rest) have one only where no other row has.
bool holds_displacements(const BvhSkeleton& skeleton, std::span<const double> rows);

/// Forward kinematics of rows of skeleton.channels values (degrees, the file's unit): (rows, joints, 3).
/// Rotations are applied in the order of the channels, whatever it is, in the joint's own axes where it has
/// them. Position channels take the place of
/// the joint's offset, axis by axis, or are added to it (holds_displacements). A value that is not a number
/// makes what hangs on it missing in its row: NaN.
std::vector<float> bvh_positions(const BvhSkeleton& skeleton, std::span<const double> rows,
                                 const JobContext& context);

}  // namespace solopose
