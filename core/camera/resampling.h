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

}  // namespace solopose
