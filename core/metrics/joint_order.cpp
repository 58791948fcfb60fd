#include "core/metrics/joint_order.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

std::vector<JointOrder> all_orders() {
  return {
      {"canonical-15", "SoloPose", {joint_names().begin(), joint_names().end()}},
      // Its thorax is the canonical neck, its "neck/nose" the nose.
      {"h36m-17",
       "Human3.6M",
       {"pelvis", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "spine",
        "neck", "nose", "head", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow",
        "right_wrist"}},
      {"3dhp-17",
       "MPI-INF-3DHP's test set",
       {"head", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow",
        "left_wrist", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
        "pelvis", "", ""}},
      {"metrabs-17",
       "MeTRAbs",
       {"right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "spine", "neck",
        "nose", "head", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow",
        "right_wrist", "pelvis"}},
  };
}

}  // namespace

std::span<const JointOrder> joint_orders() {
  static const std::vector<JointOrder> all = all_orders();
  return all;
}

const JointOrder& joint_order_named(std::string_view name) {
  const auto found = std::ranges::find(joint_orders(), name, &JointOrder::name);
  if (found != joint_orders().end()) return *found;
  std::vector<std::string_view> names;
  for (const JointOrder& order : joint_orders()) names.push_back(order.name);
  throw Error(fmt::format("no order of joints \"{}\"; known are {}", name, fmt::join(names, ", ")));
}

}  // namespace solopose
