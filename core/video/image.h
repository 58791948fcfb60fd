#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace solopose {

/// The two layouts the studio's consumers take: networks RGB, screens 0xffRRGGBB in memory order B, G, R, A.
enum class PixelLayout { rgb24, bgra32 };

constexpr int bytes_per_pixel(PixelLayout layout) { return layout == PixelLayout::rgb24 ? 3 : 4; }

/// A picture in memory: 8 bits a channel, rows from top to bottom without padding between them.
struct Image {
  int width = 0;
  int height = 0;
  PixelLayout layout = PixelLayout::rgb24;
  std::vector<std::uint8_t> bytes;

  Image() = default;
  Image(int width_in, int height_in, PixelLayout layout_in)
      : width(width_in), height(height_in), layout(layout_in) {
    bytes.resize(static_cast<std::size_t>(height) * row_bytes());
  }
  std::size_t row_bytes() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(bytes_per_pixel(layout));
  }
  std::uint8_t* row(int y) { return bytes.data() + static_cast<std::size_t>(y) * row_bytes(); }
  const std::uint8_t* row(int y) const { return bytes.data() + static_cast<std::size_t>(y) * row_bytes(); }
};

/// Pixels [left, right) x [top, bottom) of a picture.
struct PictureBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

/// A part of a picture, and which one.
struct PicturePart {
  Image image;
  int left = 0;  ///< of the image's first pixel, in the picture
  int top = 0;
  int width = 0;  ///< of the picture
  int height = 0;
};

}  // namespace solopose
