#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/base/frame_run.h"
#include "core/project/ids.h"
#include "core/project/repair.h"
#include "core/skeleton/canonical.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

class PoseStore;
struct SequenceRecord;

// What positions repaired frames get. Pure functions on a track's poses (frames, 15, 3) mm as they are before
// the repair, NaN = missing. Each gives (frames of the run, joints of the mask in canonical order, 3), as
// Repair::positions_mm wants it. @throws Error for a run outside of the poses.

/// As joint_gap.h puts them between the frames at the run's ends. What a joint did inside the run has no say.
std::vector<float> interpolated(std::span<const float> poses_mm, FrameRun run, const JointMask& joints);
/// All missing.
std::vector<float> blanked(FrameRun run, const JointMask& joints);
/// As in the last frame before the run. @throws Error when there is none.
std::vector<float> copied_from_before(std::span<const float> poses_mm, FrameRun run, const JointMask& joints);
/// Savitzky-Golay: the value at the middle of the parabola that fits the `window` frames around best (least
/// squares; Savitzky and Golay, Analytical Chemistry 36 (8), 1964). Missing frames have no weight; where
/// fewer than three are known, and of joints that are missing, nothing changes. @throws Error unless `window`
/// is odd and 3 to 999.
std::vector<float> smoothed(std::span<const float> poses_mm, FrameRun run, const JointMask& joints,
                            int window);

/// What a person asks for.
struct RepairRequest {
  RepairMethod method = RepairMethod::swap_sides;
  SequenceId sequence = 0;
  FrameRun frames = {};
  JointMask joints = {};  ///< none: all of them
  int window = 9;         ///< of smooth: frames, odd
  /// Of move_joint: where the one joint of the mask goes in every frame of the run, mm in the track's frame.
  Eigen::Vector3f position_mm = Eigen::Vector3f::Zero();
  std::string reviewer = {};
};

/// The repair that answers it, made of the track as it is now, earlier repairs included; not stored yet.
/// @throws Error saying what of the request cannot be; what PoseStore throws.
Repair make_repair(const PoseStore& store, const SequenceRecord& sequence, const RepairRequest& request);

}  // namespace solopose
