#pragma once

#include <span>
#include <vector>

#include "core/skeleton/canonical.h"

namespace solopose {

// What is plotted of poses frame by frame. Poses are (frames, 15, 3) mm, NaN or infinite = missing; what
// cannot be said of a frame is NaN. All @throws Error when the sizes are no whole poses.

/// How far each joint is from the true one, both poses relative to their own pelvis: (frames, 15) mm. Both
/// poses in frames of the same orientation. @throws Error when the two differ in length.
std::vector<float> joint_errors_mm(std::span<const float> truth_mm, std::span<const float> prediction_mm);

/// Mean over those of a frame's 15 values that are known: (frames).
std::vector<float> mean_over_joints(std::span<const float> values);

/// How fast the joints move from one frame to the next, mean over the joints that both have, metres a second:
/// (frames), the first unknown. `frames_per_second` above 0.
std::vector<float> joint_speed_m_per_s(std::span<const float> poses_mm, double frames_per_second);

/// Length of a bone, mm: (frames). A steady body keeps it; a tracker that slips does not.
std::vector<float> bone_length_mm(std::span<const float> poses_mm, const Bone& bone);

}  // namespace solopose
