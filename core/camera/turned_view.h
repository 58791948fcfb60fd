#pragma once

#include <Eigen/Core>

namespace solopose {

/// From a camera's axes to those of one that looks along `direction` from the same place, without rolling:
/// its x stays at right angles to the first one's y. Direction: in the camera's axes, not along y.
Eigen::Matrix3d turned_to(const Eigen::Vector3d& direction);

}  // namespace solopose
