#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "tests/core/quality/planted_faults.h"
#include "tests/core/quality/real_motion.h"

namespace solopose::testing {

/// What a detector made of planted faults. A finding hits that overlaps damaged frames within one frame; what
/// the same detector already finds in the undamaged motion at the same place is neither hit nor false alarm.
struct Detection {
  std::int64_t planted = 0;
  std::int64_t found = 0;
  std::int64_t hits = 0;
  std::int64_t false_alarms = 0;
  std::int64_t known = 0;                      ///< findings of the undamaged motion
  std::vector<std::pair<float, bool>> frames;  ///< score, damaged

  double recall() const { return static_cast<double>(found) / static_cast<double>(planted); }
  double precision() const { return static_cast<double>(hits) / static_cast<double>(hits + false_alarms); }
  /// Area under the receiver operating characteristic over frames; equal scores count half.
  double area();

  void add(const Detection& other);
};

/// Faults of one kind planted over a share of the frames of recordings, which `sound` holds undamaged.
Detection detect(const FaultKind& kind, double share, std::uint64_t seed,
                 const std::vector<Recording>& recordings, const Inspection& sound);

}  // namespace solopose::testing
