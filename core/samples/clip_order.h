#pragma once

#include <cstdint>

namespace solopose {

/// Which of `count` things comes at `position` of an endless row of passes, each of which has every thing
/// once, in an order that follows from the seed. Known without the row before it: a run can begin anywhere.
std::uint64_t shuffled_index(std::uint64_t position, std::uint64_t count, std::uint64_t seed);

}  // namespace solopose
