#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// Canonical poses are (frames, 15, 3) float rows everywhere in core; these name the arithmetic.
inline constexpr std::int64_t pose_floats = joint_count * 3;

/// A whole track's poses, mm in the track's frame, as they are handed from thread to thread.
using PosesPtr = std::shared_ptr<const std::vector<float>>;

inline std::int64_t frames_of(std::span<const float> poses) {
  return static_cast<std::int64_t>(poses.size()) / pose_floats;
}

/// One pose, (15, 3); empty where there is none.
inline std::span<const float> pose_at(std::span<const float> poses, std::int64_t frame) {
  if (frame < 0 || frame >= frames_of(poses)) return {};
  return poses.subspan(static_cast<std::size_t>(frame * pose_floats), static_cast<std::size_t>(pose_floats));
}

inline Eigen::Vector3d joint_at(std::span<const float> poses, std::int64_t frame, Joint joint) {
  const float* at = poses.data() + frame * pose_floats + index_of(joint) * 3;
  return Eigen::Vector3f(at[0], at[1], at[2]).cast<double>();
}

}  // namespace solopose
