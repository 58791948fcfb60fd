#pragma once

#include <array>
#include <cstdint>

namespace solopose {

/// viridis and magma are perceptually uniform; rainbow is the paper's; coolwarm is for differences, neutral
/// at 0.5.
enum class ColourMap : std::uint8_t { viridis, magma, rainbow, coolwarm };

/// Red, green, blue, 0 to 1, at 0 to 1 of the map; beyond its ends the end's colour.
std::array<double, 3> colour_at(ColourMap map, double value);

}  // namespace solopose
