#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// Where one joint appears to a camera.
struct SeenPlace {
  Joint joint = Joint::pelvis;
  Eigen::Vector2d place = Eigen::Vector2d::Zero();  ///< on the camera's plane at depth 1, without distortion
  double weight = 1;                                ///< how far it is to be believed
};

/// Poses (frames, 15, 3) mm in a camera's axes, each moved as a whole to where it lies best on what is seen
/// of it: least squares over its place, the depths then smoothed over time by a normal density of this
/// deviation, in frames, for people neither come nearer nor go away at once. Poses of which too little is
/// seen go along with the depth of those around them; without any that is seen all stay where they are.
/// Missing joints (NaN) count nowhere. What a pose is about its pelvis does not change.
std::vector<float> standing_where_seen(std::span<const float> poses_mm,
                                       std::span<const std::vector<SeenPlace>> seen, double deviation);

}  // namespace solopose
