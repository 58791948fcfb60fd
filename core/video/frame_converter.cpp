#include "core/video/frame_converter.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <fmt/format.h>

#include "core/base/error.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace solopose {

namespace {

/// swscale's direct conversion is five to seven times faster than its general one and off by three of 255 at
/// most. It is for rows of whole blocks, and may write half of one beyond the picture's last.
constexpr int direct_block = 8;            ///< pixels
constexpr std::size_t direct_excess = 64;  ///< bytes

/// libav's old names for "full range", which swscale warns about.
AVPixelFormat without_range(AVPixelFormat format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P:
      return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
      return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
      return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
      return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P:
      return AV_PIX_FMT_YUV411P;
    default:
      return format;
  }
}

/// Untagged video follows its size: HD is BT.709, anything smaller BT.601.
int colour_matrix(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
      return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return SWS_CS_BT2020;
    case AVCOL_SPC_SMPTE240M:
      return SWS_CS_SMPTE240M;
    case AVCOL_SPC_FCC:
      return SWS_CS_FCC;
    case AVCOL_SPC_UNSPECIFIED:
      return frame.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    default:
      return SWS_CS_ITU601;
  }
}

template <int channels>
void copy_turned(const Image& from, Image& to, const std::array<int, 4>& turn) {
  const int x0 = turn[0] + turn[2] < 0 ? to.width - 1 : 0;
  const int y0 = turn[1] + turn[3] < 0 ? to.height - 1 : 0;
  for (int y = 0; y < from.height; ++y) {
    const std::uint8_t* source = from.row(y);
    for (int x = 0; x < from.width; ++x, source += channels) {
      const int to_x = x0 + turn[0] * x + turn[2] * y;
      const int to_y = y0 + turn[1] * x + turn[3] * y;
      std::memcpy(to.row(to_y) + static_cast<std::size_t>(to_x) * channels, source, channels);
    }
  }
}

Image turned(const Image& image, const std::array<int, 4>& turn) {
  const bool lying = turn[0] == 0;
  Image result(lying ? image.height : image.width, lying ? image.width : image.height, image.layout);
  if (image.layout == PixelLayout::rgb24)
    copy_turned<3>(image, result, turn);
  else
    copy_turned<4>(image, result, turn);
  return result;
}

/// A picture of a folder has its own turn, a video one for all its frames.
std::array<int, 4> turn_of(const AVFrame& frame, const std::array<int, 4>& of_all) {
  const AVFrameSideData* own = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  return own ? quarter_turn(reinterpret_cast<const std::int32_t*>(own->data)) : of_all;
}

}  // namespace

std::array<int, 4> quarter_turn(const std::int32_t* display_matrix) {
  const auto sign = [display_matrix](int i) { return (display_matrix[i] > 0) - (display_matrix[i] < 0); };
  const std::array<int, 4> turn{sign(0), sign(1), sign(3), sign(4)};
  const bool upright = turn[0] && turn[3] && !turn[1] && !turn[2];
  const bool lying = turn[1] && turn[2] && !turn[0] && !turn[3];
  return upright || lying ? turn : std::array<int, 4>{1, 0, 0, 1};
}

void FrameConverter::prepare_scaler(const AVFrame& frame, int from_width, int from_height, int width,
                                    int height, PixelLayout layout) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const bool same_size = from_width == width && from_height == height;
  const bool direct = same_size && width % direct_block == 0 && height % 2 == 0;
  const int quality = (same_size ? SWS_POINT : SWS_BICUBIC) | (direct ? 0 : SWS_ACCURATE_RND);
  scaler_.reset(sws_getCachedContext(
      scaler_.release(), from_width, from_height, without_range(format), width, height,
      layout == PixelLayout::rgb24 ? AV_PIX_FMT_RGB24 : AV_PIX_FMT_BGRA, quality, nullptr, nullptr, nullptr));
  if (!scaler_) {
    const char* name = av_get_pix_fmt_name(format);
    throw Error(fmt::format("pixel format {} cannot be shown", name ? name : "unknown"));
  }
  const bool full = frame.color_range == AVCOL_RANGE_JPEG || without_range(format) != format;
  const int* matrix = sws_getCoefficients(colour_matrix(frame));
  sws_setColorspaceDetails(scaler_.get(), matrix, full, matrix, 1, 0, 1 << 16, 1 << 16);
}

/// Where swscale converts directly, pixel by pixel: 8 bits a colour in planes, upright, of the picture's
/// size.
bool FrameConverter::can_convert_parts(const AVFrame& frame) const {
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  const bool planes = format != nullptr && format->nb_components == 3 && format->comp[0].depth == 8 &&
                      format->comp[0].step == 1 && format->comp[1].step == 1 &&
                      (format->flags & AV_PIX_FMT_FLAG_PLANAR) != 0 &&
                      (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_HWACCEL)) == 0;
  return planes && turn_of(frame, turn_) == std::array<int, 4>{1, 0, 0, 1} && frame.width == width_ &&
         frame.height == height_ && width_ % direct_block == 0 && height_ % 2 == 0;
}

void FrameConverter::convert_part(const AVFrame& frame, PixelLayout layout, const PictureBox& box,
                                  PicturePart& part) {
  if (!can_convert_parts(frame)) {
    part = {convert(frame, layout), 0, 0, width_, height_};
    return;
  }
  // In large steps: a scaler is made anew for every size, and its loops want rows that begin as frames do.
  constexpr int step = 64;
  const auto down = [](int pixel) { return std::max(pixel, 0) / step * step; };
  const auto up = [](int pixel, int end) { return std::min((pixel + step - 1) / step * step, end); };
  part.left = down(box.left);
  part.top = down(box.top);
  part.width = width_;
  part.height = height_;
  part.image.width = std::max(up(box.right, width_) - part.left, direct_block);
  part.image.height = std::max(up(box.bottom, height_) - part.top, 2);
  part.image.layout = layout;
  prepare_scaler(frame, part.image.width, part.image.height, part.image.width, part.image.height, layout);
  const AVPixFmtDescriptor& format = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  const std::uint8_t* from[4] = {frame.data[0] + std::ptrdiff_t{part.top} * frame.linesize[0] + part.left};
  for (const int plane : {1, 2})
    from[plane] = frame.data[plane] +
                  std::ptrdiff_t{part.top >> format.log2_chroma_h} * frame.linesize[plane] +
                  (part.left >> format.log2_chroma_w);
  const std::size_t bytes = static_cast<std::size_t>(part.image.height) * part.image.row_bytes();
  part.image.bytes.resize(bytes + direct_excess);
  std::uint8_t* planes[4] = {part.image.bytes.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(part.image.row_bytes()), 0, 0, 0};
  sws_scale(scaler_.get(), from, frame.linesize, 0, part.image.height, planes, strides);
  part.image.bytes.resize(bytes);
}

Image FrameConverter::convert(const AVFrame& frame, PixelLayout layout) {
  const auto turn = turn_of(frame, turn_);
  const bool lying = turn[0] == 0;
  Image image;
  image.width = lying ? height_ : width_;
  image.height = lying ? width_ : height_;
  image.layout = layout;
  prepare_scaler(frame, frame.width, frame.height, image.width, image.height, layout);
  const std::size_t bytes = static_cast<std::size_t>(image.height) * image.row_bytes();
  image.bytes.resize(bytes + direct_excess);
  std::uint8_t* planes[4] = {image.bytes.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(image.row_bytes()), 0, 0, 0};
  sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides);
  image.bytes.resize(bytes);
  return turn == std::array<int, 4>{1, 0, 0, 1} ? image : turned(image, turn);
}

}  // namespace solopose
