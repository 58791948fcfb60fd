#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/seeded_random.h"
#include "tests/core/quality/real_motion.h"

namespace solopose::testing {

/// Frames that were damaged on purpose.
struct PlantedFault {
  std::int64_t first = 0;
  std::int64_t last = 0;  ///< inclusive
};

/// A way to damage frames [first, first + count) of a recording; false where these frames do not allow it.
struct FaultKind {
  std::string_view name;
  std::string_view detector;  ///< who is to find it
  std::int64_t shortest;      ///< frames
  std::int64_t longest;
  bool (*plant)(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random);
};

/// Spikes of one joint and of the body, frozen bodies and limbs, swapped pairs, limbs and bodies, gaps,
/// scaled limbs, turned heads and joints bent where none bends, trembling.
const std::vector<FaultKind>& fault_kinds();

/// Damages about a share of the frames, in runs that keep a distance from each other.
std::vector<PlantedFault> plant(Recording& recording, const FaultKind& kind, double share,
                                SeededRandom& random);

}  // namespace solopose::testing
