#pragma once

#include <array>
#include <cstdint>

namespace solopose {

/// viridis and magma are perceptually uniform; rainbow is the paper's; coolwarm is for differences, neutral
/// at 0.5.
enum class ColourMap : std::uint8_t { viridis, magma, rainbow, coolwarm };

/// Red, green, blue, 0 to 1, at 0 to 1 of the range, which the map covers evenly or evenly in the logarithm
/// (core/heatpose/value_axis.h); beyond its ends the end's colour.
std::array<double, 3> colour_at(ColourMap map, double share, bool logarithmic = false);

}  // namespace solopose
