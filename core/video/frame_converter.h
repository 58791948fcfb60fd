#pragma once

#include <array>
#include <cstdint>

#include "core/video/image.h"
#include "core/video/libav.h"

namespace solopose {

/// How a frame is brought upright where it says so itself (AV_FRAME_DATA_DISPLAYMATRIX), in the form of
/// VideoInfo::turn; anything but quarter turns and mirrors is left alone, as players do.
std::array<int, 4> quarter_turn(const std::int32_t* display_matrix);

/// Frames of any pixel format and bit depth to 8-bit pictures, colours by the frame's own matrix and range,
/// turned upright, pixels square.
class FrameConverter {
 public:
  /// A size as it is shown: to it every frame is scaled. `turn` as in VideoInfo.
  FrameConverter(int width, int height, std::array<int, 4> turn)
      : width_(width), height_(height), turn_(turn) {}

  /// @throws Error when the pixel format cannot be converted; the caller knows the file.
  Image convert(const AVFrame& frame, PixelLayout layout);
  /// The same pixels, of a part at least as large as the box, which lies in the picture: less work where
  /// parts can be had alone, otherwise the whole. In the memory that `part` has, fresh pages cost as much.
  void convert_part(const AVFrame& frame, PixelLayout layout, const PictureBox& box, PicturePart& part);

 private:
  bool can_convert_parts(const AVFrame& frame) const;
  void prepare_scaler(const AVFrame& frame, int from_width, int from_height, int width, int height,
                      PixelLayout layout);

  int width_;
  int height_;
  std::array<int, 4> turn_;
  libav::Scaler scaler_;
};

}  // namespace solopose
