#include "core/video/picture_file.h"

#include <array>
#include <cstring>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/video/exif_orientation.h"

namespace solopose {

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 30;

/// libav finds pictures by a pattern or an address; a name is neither, so the bytes are read here.
libav::Packet bytes_of(const std::filesystem::path& file) {
  std::error_code failure;
  const std::uintmax_t size =
      std::filesystem::is_regular_file(file, failure) ? std::filesystem::file_size(file, failure) : 0;
  if (failure)
    throw Error(fmt::format("{}: cannot be read as a picture: {}", file.string(), failure.message()));
  if (size < 1 || size > most_bytes)
    throw FormatError(file, "picture", fmt::format("a file of 1 to {} bytes", most_bytes),
                      fmt::format("{}", size));
  auto packet = libav::new_packet();
  libav::check(av_new_packet(packet.get(), static_cast<int>(size)), file, "cannot be read as a picture");
  std::ifstream in(file, std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(packet->data), static_cast<std::streamsize>(size)))
    throw Error(
        fmt::format("{}: cannot be read as a picture: it ends early or may not be read", file.string()));
  return packet;
}

AVCodecID codec_of(const AVPacket& packet, const std::filesystem::path& file) {
  constexpr std::array<std::pair<std::string_view, AVCodecID>, 6> beginnings{
      {{"\xFF\xD8", AV_CODEC_ID_MJPEG},
       {"\x89PNG", AV_CODEC_ID_PNG},
       {"BM", AV_CODEC_ID_BMP},
       {"RIFF", AV_CODEC_ID_WEBP},
       {{"II*\0", 4}, AV_CODEC_ID_TIFF},
       {{"MM\0*", 4}, AV_CODEC_ID_TIFF}}};
  const std::string_view bytes(reinterpret_cast<const char*>(packet.data),
                               static_cast<std::size_t>(packet.size));
  for (const auto& [beginning, codec] : beginnings)
    if (bytes.starts_with(beginning)) return codec;
  throw FormatError(file, "picture", "jpeg, png, bmp, tiff or webp", "none of these");
}

void say_how_to_turn(AVFrame& frame, const std::array<int, 4>& turn) {
  av_frame_remove_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  constexpr int one = 1 << 16;
  const std::array<std::int32_t, 9> matrix{
      turn[0] * one, turn[1] * one, 0, turn[2] * one, turn[3] * one, 0, 0, 0, 1 << 30};
  AVFrameSideData* side = av_frame_new_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX, sizeof matrix);
  if (!side) throw std::bad_alloc();
  std::memcpy(side->data, matrix.data(), sizeof matrix);
}

}  // namespace

libav::Frame read_picture(const std::filesystem::path& file) {
  libav::keep_quiet();
  const auto packet = bytes_of(file);
  AVCodecParameters parameters{};
  parameters.codec_type = AVMEDIA_TYPE_VIDEO;
  parameters.codec_id = codec_of(*packet, file);
  parameters.format = AV_PIX_FMT_NONE;
  const auto codec = libav::open_decoder(parameters, {1, 1}, file, 1);
  libav::check(avcodec_send_packet(codec.get(), packet.get()), file, "cannot be decoded as a picture");
  avcodec_send_packet(codec.get(), nullptr);
  auto frame = libav::new_frame();
  libav::check(avcodec_receive_frame(codec.get(), frame.get()), file, "cannot be decoded as a picture");
  const int orientation = exif_orientation({packet->data, static_cast<std::size_t>(packet->size)});
  say_how_to_turn(*frame, turn_of_orientation(orientation));
  return frame;
}

}  // namespace solopose
