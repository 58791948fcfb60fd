#pragma once

#include <algorithm>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// Its points are markers of which none tells a joint of a body: they can be looked at, but there is no pose.
/// In a project such a track is always excluded (Project::set_excluded).
inline bool is_marker_cloud(const JointSet& set) {
  return std::ranges::all_of(set.canonical, [](const auto& own) { return own.empty(); });
}

}  // namespace solopose
