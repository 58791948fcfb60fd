#pragma once

#include <array>

#include "core/video/image.h"
#include "core/video/libav.h"

namespace solopose {

/// Frames of any pixel format and bit depth to 8-bit pictures, colours by the frame's own matrix and range,
/// turned upright.
class FrameConverter {
 public:
  /// `turn` as in VideoInfo. A frame whose size differs from coded_width x coded_height is scaled to it.
  FrameConverter(int coded_width, int coded_height, std::array<int, 4> turn)
      : width_(coded_width), height_(coded_height), turn_(turn) {}

  /// @throws Error when the pixel format cannot be converted; the caller knows the file.
  Image convert(const AVFrame& frame, PixelLayout layout);

 private:
  void prepare_scaler(const AVFrame& frame, PixelLayout layout);
  Image turned(const Image& image) const;

  int width_;
  int height_;
  std::array<int, 4> turn_;
  libav::Scaler scaler_;
};

}  // namespace solopose
