#pragma once

#include "core/base/rigid_transform.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// A part of the way from where a pose is (t = 0) to where `full` takes it (t = 1): it turns steadily while
/// its `centre_mm` moves along a straight line, so that bodies keep their shape on the way.
RigidTransform partOfTransform(const RigidTransform& full, const Eigen::Vector3d& centre_mm, double t);

SkeletonPose transformed(const RigidTransform& transform, const SkeletonPose& pose);

/// Mean of the joints that are there; the origin when none is.
Eigen::Vector3d centreOf(const SkeletonPose& pose);

}  // namespace solopose
