#pragma once

#include <cmath>

#include "core/base/file_writer.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// One pose's coordinates, each after a separator; a missing joint is three empty cells.
inline void print_pose(FileWriter& out, const float* pose, char separator) {
  for (int joint = 0; joint < joint_count; ++joint, pose += 3) {
    if (std::isfinite(pose[0]) && std::isfinite(pose[1]) && std::isfinite(pose[2])) {
      out.print("{0}{1}{0}{2}{0}{3}", separator, pose[0], pose[1], pose[2]);
    } else {
      out.print("{0}{0}{0}", separator);
    }
  }
}

}  // namespace solopose
