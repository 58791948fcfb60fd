#pragma once

#include <cstdint>
#include <vector>

#include "core/formats/sequence.h"

namespace solopose::demo {

/// Cameras as a real calibration finds them: each turned by 1 to 2 degrees about some axis through its centre
/// of projection, which lies 20 mm beside its place. Equal seeds make equal errors.
std::vector<Camera> with_calibration_error(std::vector<Camera> cameras, std::uint64_t seed);

}  // namespace solopose::demo
