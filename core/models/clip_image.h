#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace solopose {

/// Mean and standard deviation of red, green and blue (0 to 1) that CLIP was trained with; the small encoder
/// uses them too.
inline constexpr std::array<float, 3> clip_mean = {0.48145466f, 0.4578275f, 0.40821073f};
inline constexpr std::array<float, 3> clip_std = {0.26862954f, 0.26130258f, 0.27577711f};

/// 8 bits each of red, green and blue, row by row without gaps. Borrowed.
struct RgbImage {
  std::span<const std::uint8_t> pixels;  ///< height * width * 3
  int width = 0;
  int height = 0;
};

/// Bicubic (a = -0.5), widened when it shrinks, in the fixed point that Pillow uses: equal to
/// Image.resize((width, height), BICUBIC) to the bit. @throws Error when sizes are not positive or do not
/// fit.
std::vector<std::uint8_t> resized_bicubic(const RgbImage& image, int width, int height);

/// A frame as CLIP wants it: the shorter side resized to `size`, the centre cropped, mean and standard
/// deviation taken out. Returns (3, size, size) row-major. @throws Error.
std::vector<float> clip_pixels(const RgbImage& image, int size);

}  // namespace solopose
