#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <Eigen/Core>

namespace solopose {

/// Angles of a pose in the body's own frame, degrees. The trunk runs from pelvis to mid-shoulder; the pelvis'
/// frame is trunk, right hip minus left hip, and forward = up x right.
enum class BodyAngle : std::uint8_t {
  left_knee,  ///< flexion: 0 is a straight leg
  right_knee,
  left_knee_backward,  ///< of the hinge against the hips' line: below 0 as knees bend, above 0 the wrong way
  right_knee_backward,
  left_elbow,  ///< flexion: 0 is a straight arm
  right_elbow,
  left_elbow_backward,  ///< likewise against the shoulders' line; NaN unless the upper arm hangs
  right_elbow_backward,
  left_hip,  ///< of the thigh from the trunk's prolongation: 0 stands, 90 sits
  right_hip,
  left_hip_backward,  ///< of the thigh behind the pelvis
  right_hip_backward,
  left_hip_inward,  ///< of the thigh towards the other leg
  right_hip_inward,
  left_arm,  ///< of the upper arm from the trunk: 0 hangs, 180 is overhead
  right_arm,
  left_arm_forward,  ///< of the upper arm in front of the shoulders
  right_arm_forward,
  head_forward,  ///< of the head in front of the trunk's line: 0 above, 90 ahead, 180 upside down
  head_sideways,
  trunk_twist,  ///< of the shoulders against the hips, about the trunk
  trunk_side_bend,
};
inline constexpr int body_angle_count = 22;

constexpr int index_of(BodyAngle angle) { return static_cast<int>(angle); }

/// An upper arm hangs as long as it is no further from the trunk's line: raised higher, an elbow that bends
/// backwards is natural (hands behind the head).
inline constexpr float hanging_arm_deg = 60;

/// +1 where the labels say which side is which, -1 where they have left and right exchanged.
struct SideSense {
  float legs = 1;
  float arms = 1;
  bool operator==(const SideSense&) const = default;
};

struct BodyAngles {
  std::array<float, body_angle_count> degrees;  ///< by index_of; NaN where a joint is missing
  Eigen::Vector3f head;                         ///< unit: right, forward, up in the shoulders' frame; or NaN

  float operator[](BodyAngle angle) const { return degrees[static_cast<std::size_t>(index_of(angle))]; }
};

/// Of one pose, (15, 3), in any unit and right-handed frame.
BodyAngles body_angles(std::span<const float> pose, const SideSense& sides = {});

}  // namespace solopose
