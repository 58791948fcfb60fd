#pragma once

#include <cstdint>
#include <vector>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// Made-up tracks for benchmarks: a person who walks about, turns and bends, 17 COCO joints, mm, seen from
/// somewhere in the room. (frames, 17, 3); another seed is another motion and another camera. `up` is the
/// track's up axis.
struct SyntheticTrack {
  std::vector<float> positions_mm;
  Eigen::Vector3d up;
};
SyntheticTrack synthetic_track(std::int64_t frames, std::uint64_t seed);

/// The joint set of synthetic_track.
JointSetPtr synthetic_joints();

}  // namespace solopose
