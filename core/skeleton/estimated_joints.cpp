#include "core/skeleton/estimated_joints.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/skeleton/pose_rows.h"

namespace solopose {

bool is_nose(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.ends_with("nose");
}

namespace {

bool is_estimated(const JointSet& set, int joint) {
  const std::vector<int>& own = set.canonical[static_cast<std::size_t>(joint)];
  if (own.size() != 1) return own.size() > 1;
  return joint == index_of(Joint::head) && is_nose(set.joints[static_cast<std::size_t>(own.front())]);
}

}  // namespace

JointMask estimated_joints(const JointSet& set) {
  JointMask estimated;
  for (int joint = 0; joint < joint_count; ++joint)
    estimated[static_cast<std::size_t>(joint)] = is_estimated(set, joint);
  return estimated;
}

std::string estimated_joints_text(const JointSet& set) {
  const JointMask estimated = estimated_joints(set);
  std::vector<std::string> parts;
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    if (!estimated[joint]) continue;
    std::vector<std::string> sources;
    for (const int own : set.canonical[joint]) sources.push_back(set.joints[static_cast<std::size_t>(own)]);
    parts.push_back(fmt::format("{} from {}", joint_names()[joint], fmt::join(sources, " and ")));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

void leave_out_estimated(const JointSet& set, std::span<float> poses) {
  JointMask left_out = estimated_joints(set);
  left_out.reset(static_cast<std::size_t>(index_of(Joint::pelvis)));
  if (left_out.none()) return;
  constexpr auto row_size = static_cast<std::size_t>(pose_floats);
  for (std::size_t row = 0; row + row_size <= poses.size(); row += row_size) {
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      if (left_out[joint])
        std::ranges::fill(poses.subspan(row + 3 * joint, 3), std::numeric_limits<float>::quiet_NaN());
    }
  }
}

}  // namespace solopose
