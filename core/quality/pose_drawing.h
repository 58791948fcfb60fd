#pragma once

#include <optional>
#include <span>
#include <string>

#include <Eigen/Core>

#include "core/skeleton/joint_mask.h"

namespace solopose {

/// A pose (15, 3) mm as an SVG image, seen from the front and from its left, standing upright; the doubted
/// joints ringed. Colours are the page's classes "left", "right", "middle", "doubt". Empty where too little
/// of the pose is there to say where its front is.
std::string pose_as_svg(std::span<const float> pose_mm, const std::optional<Eigen::Vector3d>& up,
                        const JointMask& doubted);

}  // namespace solopose
