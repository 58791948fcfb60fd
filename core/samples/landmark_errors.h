#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/seeded_random.h"
#include "core/models/landmark_features.h"

namespace solopose {

/// How BlazePose (pose_landmark_full) errs, measured on the demo's films against their exact truth, 11 films
/// of 250 to 360 frames: where its landmarks lie on the body, how far off they are and how that changes from
/// frame to frame and from film to film, what its z says, how visibility follows. Lengths are mm at the
/// pelvis's depth.
///
/// A clip's poses (frames, 15, 3) mm in the view turned to the pelvis (simulated_view.h), empty where there
/// is none, become what the network would say of them, on the plane at depth 1. With errors also some frames
/// are lost, some have their sides exchanged.
std::vector<SeenBody> seen_with_errors(std::span<const std::vector<float>> poses_mm, SeededRandom& random);

/// The same as a network would see it that makes none: each joint in its place, z as steep as BlazePose's is
/// at best.
std::vector<SeenBody> seen_exactly(std::span<const std::vector<float>> poses_mm);

}  // namespace solopose
