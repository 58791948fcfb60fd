#pragma once

#include <cstdint>
#include <span>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// Canonical poses are (frames, 15, 3) float rows everywhere in core; these name the arithmetic.
inline constexpr std::int64_t pose_floats = joint_count * 3;

inline std::int64_t frames_of(std::span<const float> poses) {
  return static_cast<std::int64_t>(poses.size()) / pose_floats;
}

inline Eigen::Vector3d joint_at(std::span<const float> poses, std::int64_t frame, Joint joint) {
  const float* at = poses.data() + frame * pose_floats + index_of(joint) * 3;
  return Eigen::Vector3f(at[0], at[1], at[2]).cast<double>();
}

}  // namespace solopose
