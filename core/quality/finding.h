#pragma once

#include <cstdint>
#include <string_view>

#include "core/project/ids.h"
#include "core/quality/reason.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// A run of frames of one sequence that one detector doubts.
struct Finding {
  SequenceId sequence = 0;
  std::int64_t first_frame = 0;
  std::int64_t last_frame = 0;  ///< inclusive
  /// Where the score lies furthest beyond the threshold; of a step the last, where it has been taken.
  std::int64_t worst_frame = 0;
  JointMask joints;           ///< that are doubted; none: the whole body
  std::string_view detector;  ///< its name, see detector.h
  float score = 0;            ///< at the worst frame, in the detector's unit
  float threshold = 0;        ///< what it was held against
  /// What is doubted is the step from its first frame to its last, the next: who leaves out either of the two
  /// takes no such step.
  bool is_step = false;
  Reason reason;

  bool operator==(const Finding&) const = default;
};

}  // namespace solopose
