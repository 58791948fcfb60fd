#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace solopose {

/// A colour's number as the network takes it: value * scale + offset, from lowest to highest.
struct ColourLine {
  float scale = 1;
  float offset = 0;
  float lowest = 0;
  float highest = 255;
};

/// Which square of a stored picture is seen, and how. (x, y) of it shows the stored place
/// (m[0] x + m[1] y + m[2], m[3] x + m[4] y + m[5]), interpolated linearly on a grid of 1/32 pixel; beyond
/// the picture is mid-grey.
struct SquareView {
  int stored_size = 0;
  int size = 0;
  std::array<double, 6> m = {1, 0, 0, 0, 1, 0};
  std::array<ColourLine, 3> lines{};
  std::vector<std::uint8_t> hidden;     ///< (size, size), 255 where a shape hides the square; empty: nowhere
  std::array<std::uint8_t, 3> shape{};  ///< its colour

  /// Its sides are along the picture's, perhaps mirrored.
  bool is_upright() const { return m[1] == 0 && m[3] == 0 && m[4] > 0; }
};

}  // namespace solopose
