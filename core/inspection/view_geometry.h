#pragma once

#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/base/rigid_transform.h"
#include "core/camera/camera.h"
#include "core/models/model_description.h"
#include "core/video/picture_size.h"

namespace solopose {

struct SequenceRecord;

/// How a track's poses are seen in a video of it. What is compared and shown in 3D stands in the camera's
/// frame where the video has a camera, and in the track's own frame otherwise ("view frame"), mm.
class ViewGeometry {
 public:
  ViewGeometry() = default;
  /// `camera`: as calibrated, none where nobody knows it. `universal`: where the track is aligned.
  /// @throws Error when camera and video cannot be of one picture.
  ViewGeometry(const SequenceRecord& track, const std::optional<Camera>& camera, const PictureSize& video,
               const std::optional<RigidTransform>& universal);

  const std::optional<Camera>& camera() const { return camera_; }  ///< for the video's size
  /// Predictions in the universal frame have a place in the picture: the track is aligned, the camera known.
  bool sees_universal() const { return camera_ && track_from_universal_; }
  /// Of the view frame; unit. Where neither the track nor a camera tells it, z.
  const Eigen::Vector3d& up() const { return up_; }
  bool knows_up() const { return knows_up_; }

  /// Poses (frames, 15, 3) of the track.
  std::vector<float> in_view_frame(std::span<const float> poses_mm) const;
  /// A prediction's poses turned as those of the track are; where they stand stays open. Empty when that
  /// cannot be known: another camera, no alignment.
  std::vector<float> turned_into_view_frame(std::span<const float> poses_mm, TargetFrame frame) const;

  /// Where a pose (15, 3) in the view frame appears, (15, 2) pixels; empty without a camera.
  std::vector<float> pixels(std::span<const float> pose_mm) const;
  /// Distances of its joints along the viewing direction, (15).
  static std::vector<float> depths(std::span<const float> pose_mm);

 private:
  bool knows_track_ = false;
  bool knows_up_ = true;
  std::optional<Camera> camera_;
  Eigen::Matrix3d view_from_track_ = Eigen::Matrix3d::Identity();
  Eigen::Vector3d offset_mm_ = Eigen::Vector3d::Zero();
  std::optional<Eigen::Matrix3d> track_from_universal_;  ///< turns and scales, about the pelvis
  Eigen::Vector3d up_ = -Eigen::Vector3d::UnitY();
};

}  // namespace solopose
