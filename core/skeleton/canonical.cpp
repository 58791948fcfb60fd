#include "core/skeleton/canonical.h"

#include <algorithm>

namespace solopose {

const std::array<std::string_view, joint_count>& joint_names() {
  static constexpr std::array<std::string_view, joint_count> names = {
      "pelvis",     "right_hip",  "right_knee",     "right_ankle", "left_hip",
      "left_knee",  "left_ankle", "neck",           "head",        "left_shoulder",
      "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist"};
  return names;
}

std::optional<Joint> joint_named(std::string_view name) {
  const auto& names = joint_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Joint>(found - names.begin());
}

const std::array<Bone, bone_count>& bones() {
  using enum Joint;
  static constexpr std::array<Bone, bone_count> all = {{{pelvis, right_hip},
                                                        {right_hip, right_knee},
                                                        {right_knee, right_ankle},
                                                        {pelvis, left_hip},
                                                        {left_hip, left_knee},
                                                        {left_knee, left_ankle},
                                                        {pelvis, neck},
                                                        {neck, head},
                                                        {neck, left_shoulder},
                                                        {left_shoulder, left_elbow},
                                                        {left_elbow, left_wrist},
                                                        {neck, right_shoulder},
                                                        {right_shoulder, right_elbow},
                                                        {right_elbow, right_wrist}}};
  return all;
}

Side side_of(Joint joint) {
  const auto name = joint_names()[static_cast<std::size_t>(joint)];
  if (name.starts_with("left_")) return Side::left;
  if (name.starts_with("right_")) return Side::right;
  return Side::middle;
}

Joint mirrored(Joint joint) {
  using enum Joint;
  static constexpr std::array<Joint, joint_count> mirror = {
      pelvis, left_hip,       left_knee,   left_ankle,  right_hip,     right_knee, right_ankle, neck,
      head,   right_shoulder, right_elbow, right_wrist, left_shoulder, left_elbow, left_wrist};
  return mirror[static_cast<std::size_t>(joint)];
}

}  // namespace solopose
