#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/base/frame_run.h"
#include "core/quality/robust.h"
#include "core/skeleton/canonical.h"
#include "core/skeleton/joint_angles.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// Two bones that are each other's mirror, by their place in bones().
struct BonePair {
  int left;
  int right;
};
/// Hip, thigh, shank, shoulder, upper arm, forearm.
inline constexpr int bone_pair_count = 6;
const std::array<BonePair, bone_pair_count>& bone_pairs();

/// For and against the labels' left and right, in degrees of bend or frames of walking.
struct SideVotes {
  double right_way = 0;
  double wrong_way = 0;
  SideVotes& operator+=(const SideVotes& other);
  /// From -1 (the labels are right) to 1 (they are exchanged); NaN when too little was seen.
  float exchanged() const;
};

/// What is usual in a track, by robust statistics over a sample of its frames: a minority of faults does not
/// move them.
struct TrackNorms {
  std::array<MedianSpread, bone_count> bone_mm;
  std::array<MedianSpread, bone_pair_count> asymmetry;  ///< of log(left / right)
  std::array<float, joint_count> step_mm;               ///< median from frame to frame
  JointMask present;                                    ///< joints that are there at all
  Eigen::Vector3f head =
      Eigen::Vector3f::Constant(std::numeric_limits<float>::quiet_NaN());  ///< usual BodyAngles::head
  SideVotes knees;                                                         ///< they bend forwards
  SideVotes elbows;                                                        ///< they bend backwards
  SideVotes walking;                                             ///< people mostly walk where they look
  SideVotes trunk;                                               ///< hips and shoulders agree
  float lowest_mm = std::numeric_limits<float>::quiet_NaN();     ///< along up, of the body when it is lowest:
                                                                 ///< mostly its ankles
  float tilt_degrees = std::numeric_limits<float>::quiet_NaN();  ///< median of the trunk against up
  float height_mm = std::numeric_limits<float>::quiet_NaN();     ///< standing, from bones
  std::vector<float> pose_sample;                                ///< rows of pose_numbers(), for a mixture

  /// From -1 (the labels' left and right are right) to 1 (they are exchanged) in legs and arms; NaN =
  /// unknown. Where one of them does not tell, it follows from the other and from whether hips and shoulders
  /// agree.
  struct Exchanged {
    float legs = 0;
    float arms = 0;
  };
  Exchanged exchanged() const;
  SideSense sides() const;
};

/// `poses_mm` (frames, 15, 3) of a whole track, or runs of frames from all over it one after another.
TrackNorms track_norms(std::span<const float> poses_mm, double frames_per_second,
                       const std::optional<Eigen::Vector3d>& up);

/// As many frames as norms need, in runs from all over a longer track.
std::vector<FrameRun> norm_sample(std::int64_t frames);

}  // namespace solopose
