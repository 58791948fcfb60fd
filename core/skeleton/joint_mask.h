#pragma once

#include <bitset>

#include "core/skeleton/canonical.h"

namespace solopose {

/// Some of the canonical joints, by index_of.
using JointMask = std::bitset<joint_count>;

}  // namespace solopose
