#pragma once

#include <string>
#include <vector>

#include "core/project/catalog.h"
#include "core/quality/finding_state.h"

namespace solopose {

// Private to core/quality: what every kind of report says of a finding.

/// Names of the joints, in the skeleton's order.
std::vector<std::string_view> names_of(const JointMask& joints);

/// A figure as short as it is exact enough: three places, none that say nothing.
std::string short_number(double value);

}  // namespace solopose
