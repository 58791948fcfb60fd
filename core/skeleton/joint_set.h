#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/skeleton/canonical.h"

namespace solopose {

/// The joints a file has, in the file's order, and how the canonical 15 follow from them.
struct JointSet {
  std::string name;                 ///< "coco17", "h36m32", … or a name made for one file ("bvh:Hips+37")
  std::vector<std::string> joints;  ///< names in file order
  std::vector<int> parents;         ///< per joint, -1 for a root; empty when the file has no hierarchy
  /// Per canonical joint the own joints whose mean it is; empty = this set has no such joint (always
  /// missing).
  std::array<std::vector<int>, joint_count> canonical;

  int size() const { return static_cast<int>(joints.size()); }

  /// JSON as in resources/skeletons: {"name", "joints": […], "parents"?: […],
  /// "canonical": {"pelvis": "hip" | ["lhip", "rhip"] | 4 | [1, 2], …}}.
  std::string to_json() const;
  /// @throws Error naming the key that is missing, unknown or out of range.
  static JointSet from_json(std::string_view json);
};

using JointSetPtr = std::shared_ptr<const JointSet>;

/// The sets of resources/skeletons by name: canonical15, coco17, h36m32, h36m17, mpi28, mpi17, mads19,
/// mads15, humaneva15, panoptic19, shelf14, mediapipe33, smpl23. @throws Error listing the known names.
JointSetPtr joint_set_named(std::string_view name);
std::vector<std::string> joint_set_names();

/// Derive canonical joints: positions (frames, set.size(), 3) to poses (frames, 15, 3), both row-major, any
/// unit and frame. A joint is the mean of its own joints, and NaN when one of them is missing.
/// @throws Error when the spans' sizes do not fit.
void to_canonical(const JointSet& set, std::span<const float> positions, std::span<float> poses);
std::vector<float> to_canonical(const JointSet& set, std::span<const float> positions);

}  // namespace solopose
