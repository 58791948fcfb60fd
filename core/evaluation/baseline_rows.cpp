#include "core/evaluation/baseline_rows.h"

#include <fmt/format.h>

namespace solopose {

std::string other_frame_row(TargetFrame frame_of_model) {
  return fmt::format("{}, {} frame", mean_pose_row, name_of(other(frame_of_model)));
}

}  // namespace solopose
