#pragma once

#include <array>
#include <optional>
#include <span>

#include <Eigen/Core>

#include "core/project/catalog.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// The plane a pose is looked at: both unit vectors in the pose's frame, to the right and up as the viewer
/// sees them. The viewer stands before the person, so the person's left is at the right.
struct ViewPlane {
  Eigen::Vector3d right = Eigen::Vector3d::UnitX();
  Eigen::Vector3d up = Eigen::Vector3d::UnitZ();
};

/// The front of the universal frame, whichever preset it has: reference rows are left shoulder, right
/// shoulder, pelvis.
ViewPlane universal_front(const Eigen::Matrix3d& reference_mm);

/// The front of one pose, (15, 3) mm, by its own shoulders or hips; `up` from the file where it tells, else
/// the torso. None when too many joints are missing.
std::optional<ViewPlane> body_front(std::span<const float> pose_mm, const std::optional<Eigen::Vector3d>& up);

using FlatPose = std::array<std::optional<Eigen::Vector2d>, joint_count>;

/// Joints in the plane, mm, y up; missing ones without a value.
FlatPose flatten(std::span<const float> pose_mm, const ViewPlane& plane);

}  // namespace solopose
