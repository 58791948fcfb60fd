#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include <Eigen/Core>

#include "core/video/image.h"

namespace solopose {

/// What a colour of the film stands for.
struct LegendEntry {
  std::array<std::uint8_t, 3> colour{};
  std::string name;
};

/// A height for words that can be read on a picture of this height, pixels.
int text_height_for(int picture_height);

/// Of words in such letters, pixels.
int text_width(const std::string& text, int height_px);

/// Words, their baseline's left end at `at`. Only ASCII has letters here; what else there is becomes "?".
void draw_text(Image& picture, const std::string& text, const Eigen::Vector2d& at, int height_px,
               const std::array<std::uint8_t, 3>& colour);

/// A plate in the lower left corner, of a height that fits the picture's, with a disc and a name a line; none
/// without entries.
void draw_legend(Image& picture, std::span<const LegendEntry> entries);

}  // namespace solopose
