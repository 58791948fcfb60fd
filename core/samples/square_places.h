#pragma once

#include <algorithm>
#include <cstdint>

namespace solopose {

// Places in a stored picture are whole numbers, so that they are the same on every processor: `fixed` ones
// are summed up, and then rounded to steps.

inline constexpr std::uint8_t beyond_picture = 128;  ///< mid-grey
inline constexpr int step_bits = 5;
inline constexpr int steps = 1 << step_bits;  ///< of a pixel
inline constexpr int fixed_bits = 10;
inline constexpr int step_round = steps * steps / 2;  ///< of sums weighted by both axes' steps

inline std::int32_t fixed(double coordinate) {
  constexpr double farthest = 1 << 20;            // all is grey there
  constexpr double rounder = 6755399441055744.0;  // 1.5 * 2^52: adding it leaves a whole number
  const double scaled = std::clamp(coordinate, -farthest, farthest) * (1 << fixed_bits);
  return static_cast<std::int32_t>((scaled + rounder) - rounder);
}

/// Kept within a pixel of the picture.
inline std::int32_t in_steps(std::int32_t place, int stored_size) {
  constexpr int shift = fixed_bits - step_bits;
  return std::clamp((place + (1 << (shift - 1))) >> shift, -steps, stored_size * steps);
}

}  // namespace solopose
