#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace solopose {

/// The canonical skeleton: 15 joints in this order everywhere (the paper's "pubis" is the pelvis).
enum class Joint : std::uint8_t {
  pelvis,
  right_hip,
  right_knee,
  right_ankle,
  left_hip,
  left_knee,
  left_ankle,
  neck,
  head,
  left_shoulder,
  left_elbow,
  left_wrist,
  right_shoulder,
  right_elbow,
  right_wrist,
};

inline constexpr int joint_count = 15;
inline constexpr int bone_count = 14;

enum class Side : std::uint8_t { middle, left, right };

/// A bone runs from a joint to its kinematic child.
struct Bone {
  Joint parent;
  Joint child;
};

constexpr int index_of(Joint joint) { return static_cast<int>(joint); }

/// snake_case names as used in files and on the command line: "pelvis", "right_hip", …
const std::array<std::string_view, joint_count>& joint_names();
std::optional<Joint> joint_named(std::string_view name);

/// Each bone once, parents before children. Two joints are kinematically adjacent when a bone joins them.
const std::array<Bone, bone_count>& bones();

Side side_of(Joint joint);
/// The joint on the other side of the body; joints of the middle are their own mirror.
Joint mirrored(Joint joint);

}  // namespace solopose
