#pragma once

#include "tests/core/quality/real_motion.h"

namespace solopose::testing {

/// CMU's subject 02 in ten takes (walking, running, jumping, punching, bending, swordplay) from shared data's
/// ASF/AMC files, 120 frames a second. No threshold was chosen on them, and real_motion() has none of them.
/// `every`: only so many-th frames, at so much lower a rate. Empty without shared data.
std::vector<Recording> held_out_motion(std::int64_t every = 1);

}  // namespace solopose::testing
