#pragma once

#include "core/base/rigid_transform.h"

namespace solopose {

/// A part of the way from where a pose is (t = 0) to where `full` takes it (t = 1): it turns steadily while
/// its `centre_mm` moves along a straight line, so that bodies keep their shape on the way.
RigidTransform part_of_transform(const RigidTransform& full, const Eigen::Vector3d& centre_mm, double t);

}  // namespace solopose
