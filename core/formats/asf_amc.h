#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Acclaim's motions (.amc) on the skeleton (.asf) beside them.
Reader asf_amc_reader();

}  // namespace solopose
