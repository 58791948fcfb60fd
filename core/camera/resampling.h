#pragma once

#include <array>
#include <cstdint>

#include "core/camera/crop.h"
#include "core/options/named_values.h"

namespace solopose {

/// mean: each pixel is the mean of what it covers. bicubic: Keys's cubic of a = -0.5, as wide as the pixel
/// that it makes (antialiased), as Pillow resizes and CLIP's training did.
enum class Resampling : std::uint8_t { mean, bicubic };
constexpr auto named_values(Resampling) {
  return std::array{NamedValue{Resampling::mean, "mean"}, NamedValue{Resampling::bicubic, "bicubic"}};
}

/// As cropped() of crop.h, whose pixels are means. @throws as it does.
Image cropped(const Image& picture, const Crop& crop, int size, Resampling resampling);

/// What cropped() looks at of a picture of this size; empty where that is nothing. @throws as it does.
PictureBox looked_at(const Crop& crop, int size, Resampling resampling, int width, int height);
/// The same as of the whole picture, of a part that has what is looked at. @throws Error when it has not.
Image cropped(const PicturePart& part, const Crop& crop, int size, Resampling resampling);

}  // namespace solopose
