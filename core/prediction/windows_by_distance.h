#pragma once

#include <cstdint>
#include <vector>

#include "core/models/pose_windows.h"

namespace solopose {

/// The windows in groups to be done one after the other: the first about the cursor, the others ever farther
/// from it, after and before it in turn, and ever larger. Within one, frames go forward, as videos like to be
/// read.
std::vector<std::vector<PoseWindow>> windows_by_distance(const std::vector<PoseWindow>& windows,
                                                         std::int64_t cursor);

}  // namespace solopose
