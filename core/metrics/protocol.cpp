#include "core/metrics/protocol.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

std::vector<std::string_view> canonical_joints() { return {joint_names().begin(), joint_names().end()}; }

/// In the published order of 17 of its 32. Its thorax is the canonical neck, its "neck/nose" the nose.
std::vector<std::string_view> human36m_joints() {
  return {"pelvis",     "right_hip",  "right_knee",     "right_ankle", "left_hip",   "left_knee",
          "left_ankle", "spine",      "neck",           "nose",        "head",       "left_shoulder",
          "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist"};
}

std::vector<Protocol> all_protocols() {
  return {{.name = "canonical-15", .joints = canonical_joints(), .follows = "the SoloPose paper's joints"},
          {.name = "h36m-17",
           .joints = human36m_joints(),
           .averaging = Averaging::actions,
           .follows = "Human3.6M's protocols 1 and 2"},
          {.name = "3dhp-14",
           .joints = canonical_joints(),
           .root_counts = false,
           .follows = "the joints of MPI-INF-3DHP's PCK and AUC"}};
}

}  // namespace

std::span<const Protocol> protocols() {
  static const std::vector<Protocol> all = all_protocols();
  return all;
}

const Protocol& protocol_named(std::string_view name) {
  const auto found = std::ranges::find(protocols(), name, &Protocol::name);
  if (found != protocols().end()) return *found;
  std::vector<std::string_view> names;
  for (const Protocol& protocol : protocols()) names.push_back(protocol.name);
  throw Error(fmt::format("no protocol \"{}\"; known are {}", name, fmt::join(names, ", ")));
}

std::string text_of(const Protocol& protocol) {
  const std::size_t besides_root = protocol.joints.size() - 1;
  return fmt::format(
      "{} ({}): {} joints{}, mm, mean over {}; crops: {}; frame: {}. MPJPE, MPJVE (mm per frame), PCK "
      "(percent "
      "nearer than 150 mm) and AUC (its mean over 0:5:150 mm): each pose relative to its {}; PCK and AUC "
      "over "
      "the {} joints besides it. N-MPJPE: also the best scale, never below 0, per frame; P-MPJPE: best "
      "rotation, translation and scale per frame",
      protocol.name, protocol.follows, protocol.root_counts ? besides_root + 1 : besides_root,
      protocol.root_counts ? "" : " without the root",
      protocol.averaging == Averaging::frames ? "all joints of all frames" : "the actions' means",
      name_of(protocol.crops), protocol.frame, protocol.joints.front(), besides_root);
}

}  // namespace solopose
