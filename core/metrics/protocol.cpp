#include "core/metrics/protocol.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/metrics/joint_order.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

std::vector<Protocol> all_protocols() {
  return {{.name = "canonical-15",
           .joints = joint_order_named("canonical-15").joints,
           .follows = "the SoloPose paper's joints"},
          {.name = "h36m-17",
           .joints = joint_order_named("h36m-17").joints,
           .averaging = Averaging::actions,
           .follows = "Human3.6M's protocols 1 and 2"},
          {.name = "3dhp-14",
           .joints = joint_order_named("canonical-15").joints,
           .root_counts = false,
           .follows = "the joints of MPI-INF-3DHP's PCK and AUC",
           .percent_in_tables = true}};
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

std::vector<float> in_rows_of(const Protocol& protocol, std::span<const float> poses) {
  const auto row = static_cast<std::size_t>(protocol.row_floats());
  const auto frames = static_cast<std::size_t>(frames_of(poses));
  std::vector<float> rows(frames * row, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t to = 0; to < protocol.joints.size(); ++to) {
    const std::optional<Joint> from = joint_named(protocol.joints[to]);
    if (!from) continue;
    for (std::size_t frame = 0; frame < frames; ++frame) {
      const float* joint = poses.data() + frame * pose_floats + 3 * index_of(*from);
      std::copy_n(joint, 3, rows.data() + frame * row + 3 * to);
    }
  }
  return rows;
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
