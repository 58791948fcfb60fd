#pragma once

#include <span>
#include <string>
#include <string_view>

namespace solopose {

/// Words with values[0] in the place of %1, values[1] in that of %2, … (%9 at most). In one pass: what is
/// filled in may hold a per cent sign itself. A place without a value stays as it is.
std::string filled(std::string_view words, std::span<const std::string> values);

}  // namespace solopose
