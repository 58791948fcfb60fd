#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/augmotion/key_frame.h"
#include "core/augmotion/universal_frame.h"

namespace solopose {

/// What alignment keeps of a track after having read it once.
struct TrackSummary {
  BodyMeasure body;
  TrunkLimits limits;
  std::int64_t first_implausible_frame = -1;  ///< -1: none
  TrunkLengths first_implausible;             ///< at that frame
  std::int64_t usable_frames = 0;
  std::int64_t key_frame = -1;                             ///< the track's own choice
  std::vector<std::int64_t> cluster_sizes;                 ///< largest first
  Eigen::Matrix3d reference_mm = Eigen::Matrix3d::Zero();  ///< reference joints at key_frame
};

/// Left shoulder, right shoulder, pelvis as rows; none when the frame does not exist or lacks one of them.
std::optional<Eigen::Matrix3d> reference_joints_mm(std::span<const float> poses_mm, std::int64_t frame);

/// poses_mm: (frames, 15, 3) canonical; `up` as in key_frame_features.
TrackSummary summarise_track(std::span<const float> poses_mm, const std::optional<Eigen::Vector3d>& up,
                             const KeyFrameOptions& options);

}  // namespace solopose
