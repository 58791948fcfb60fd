#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "core/quality/finding.h"
#include "render/skeleton/orbit_camera.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// What the 3D view shows of a frame. Poses are (15, 3) mm in the track's frame.
struct FindingScene {
  std::span<const float> pose_mm;
  std::span<const float> before_mm;  ///< as it was imported, or before it jumped, for a ghost; empty: none
  const Finding* finding = nullptr;  ///< that has this frame; none: only the pose
  std::string_view unit;             ///< of the finding's score
};

/// In the colours of the body's sides and the theme; doubted joints in its red, with the bone or the angle
/// that is doubted and its value. A pose before a repair or a jump is dashed and pale.
SkeletonScene finding_scene(const FindingScene& shown);

/// The bone of two joints whose length is doubted, the angle at a joint that has one: what of a finding can
/// be drawn with its value.
SkeletonMeasure finding_measure(const Finding& finding, std::string_view unit, const SkeletonPose& pose);

/// Joints that are marked; none where the sides are to be seen, because they or so many are doubted, unless
/// the body's motion is: of a whole body that jumps nothing else in the view shows it.
JointMask marked_joints(const Finding& finding);

SkeletonPose skeleton_pose(std::span<const float> pose_mm);

/// What a picture of somebody must hold: their joints, mm, the top of the head and the soles.
std::vector<Eigen::Vector3f> outline(const SkeletonPose& pose, const Eigen::Vector3d& up);

/// `camera` before the person, somewhat to the side, with all of them in sight. `up` where the track tells
/// it, else along the trunk.
OrbitCamera facing(OrbitCamera camera, const SkeletonPose& pose, const std::optional<Eigen::Vector3d>& up);

/// The floor under the lowest joint.
void place_floor(SkeletonScene& scene, const SkeletonPose& pose, const Eigen::Vector3d& up);

}  // namespace solopose
