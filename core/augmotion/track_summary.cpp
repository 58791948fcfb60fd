#include "core/augmotion/track_summary.h"

#include <algorithm>
#include <utility>

#include "core/skeleton/pose_rows.h"

namespace solopose {

std::optional<Eigen::Matrix3d> reference_joints_mm(std::span<const float> poses_mm, std::int64_t frame) {
  if (frame < 0 || frame >= frames_of(poses_mm)) return std::nullopt;
  Eigen::Matrix3d joints;
  joints << joint_at(poses_mm, frame, Joint::left_shoulder).transpose(),
      joint_at(poses_mm, frame, Joint::right_shoulder).transpose(),
      joint_at(poses_mm, frame, Joint::pelvis).transpose();
  if (!joints.allFinite()) return std::nullopt;
  return joints;
}

namespace {

std::int64_t first_refused_frame(std::span<const float> poses_mm, const TrunkLimits& limits) {
  std::int64_t frame = 0;
  while (!limits.refuse(trunk_lengths_mm(poses_mm, frame))) ++frame;
  return frame;
}

}  // namespace

TrackSummary summarise_track(std::span<const float> poses_mm, const std::optional<Eigen::Vector3d>& up,
                             const KeyFrameOptions& options) {
  TrackSummary summary;
  const KeyFrameFeatures features = key_frame_features(poses_mm, up);
  summary.limits = features.limits;
  summary.body = measure_body(poses_mm, summary.limits);
  if (summary.body.implausible_frames > 0) {
    summary.first_implausible_frame = first_refused_frame(poses_mm, summary.limits);
    summary.first_implausible = trunk_lengths_mm(poses_mm, summary.first_implausible_frame);
  }
  KeyFrameChoice choice = choose_key_frame(features, options);
  summary.usable_frames = std::ranges::count_if(features.tilt_deg, [](float tilt) { return tilt < 180; });
  summary.key_frame = choice.key_frame;
  summary.cluster_sizes = std::move(choice.cluster_sizes);
  if (const auto joints = reference_joints_mm(poses_mm, choice.key_frame)) summary.reference_mm = *joints;
  return summary;
}

}  // namespace solopose
