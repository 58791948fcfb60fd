#pragma once

#include "core/base/rigid_transform.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

SkeletonPose transformed(const RigidTransform& transform, const SkeletonPose& pose);

/// Mean of the joints that are there; the origin when none is.
Eigen::Vector3d centreOf(const SkeletonPose& pose);

}  // namespace solopose
