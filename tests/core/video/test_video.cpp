#include "tests/core/video/test_video.h"

#include <array>
#include <cmath>
#include <cstring>
#include <fstream>

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace solopose::testing {

namespace {

constexpr int columns = 8;
constexpr int rows = 2;

bool bit_at(int number, int x, int y, int width, int height) {
  const int bit = (y * rows / height) * columns + x * columns / width;
  return (number >> bit) & 1;
}

/// Luma and chroma of a frame with the number drawn on it, 8 or 10 bits.
void draw(AVFrame& frame, int number) {
  const auto* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  const int shift = format->comp[0].depth - 8;
  const auto put = [&](int plane, int x, int y, int value) {
    std::uint8_t* row = frame.data[plane] + y * frame.linesize[plane];
    if (shift == 0) {
      row[x] = static_cast<std::uint8_t>(value);
    } else {
      const auto wide = static_cast<std::uint16_t>(value << shift);
      std::memcpy(row + 2 * x, &wide, 2);
    }
  };
  for (int y = 0; y < frame.height; ++y)
    for (int x = 0; x < frame.width; ++x)
      put(0, x, y, bit_at(number, x, y, frame.width, frame.height) ? 235 : 16);
  for (int plane = 1; plane < 3 && format->nb_components > 2; ++plane)
    for (int y = 0; y < AV_CEIL_RSHIFT(frame.height, format->log2_chroma_h); ++y)
      for (int x = 0; x < AV_CEIL_RSHIFT(frame.width, format->log2_chroma_w); ++x) put(plane, x, y, 128);
}

libav::Output create(const std::filesystem::path& file, const std::string& container) {
  AVFormatContext* output = nullptr;
  libav::check(avformat_alloc_output_context2(&output, nullptr, container.c_str(), file.c_str()), file,
               "test");
  libav::Output owner(output);
  libav::check(avio_open(&output->pb, file.c_str(), AVIO_FLAG_WRITE), file, "test");
  return owner;
}

libav::Codec open_encoder(const std::filesystem::path& file, const TestVideo& video, bool global_header) {
  const AVCodec* encoder = avcodec_find_encoder_by_name(video.encoder.c_str());
  libav::Codec codec(avcodec_alloc_context3(encoder));
  codec->width = video.width;
  codec->height = video.height;
  codec->pix_fmt = video.pixels;
  codec->time_base = video.variable_rate ? AVRational{1, 1000} : AVRational{1, static_cast<int>(test_fps)};
  codec->framerate = AVRational{static_cast<int>(test_fps), 1};
  codec->gop_size = video.gop;
  codec->max_b_frames = video.b_frames;
  codec->sample_aspect_ratio = video.pixel_aspect;
  if (video.interlaced) codec->flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
  if (global_header) codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (video.encoder == "libx264") {
    av_opt_set(codec->priv_data, "preset", "veryfast", 0);
    const std::string open = video.open_gop ? ":open-gop=1" : "";
    const std::string own = video.encoder_params.empty() ? "" : ":" + video.encoder_params;
    av_opt_set(codec->priv_data, "x264-params", ("scenecut=0:b-adapt=0" + open + own).c_str(), 0);
  } else if (video.encoder == "libx265") {
    av_opt_set(codec->priv_data, "preset", "ultrafast", 0);
    const std::string params = "log-level=none:scenecut=0:pools=1:frame-threads=1:" + video.encoder_params;
    av_opt_set(codec->priv_data, "x265-params", params.c_str(), 0);
  } else if (!video.encoder.starts_with("libvpx")) {
    codec->flags |= AV_CODEC_FLAG_QSCALE;
    codec->global_quality = 2 * FF_QP2LAMBDA;
  } else {
    av_opt_set(codec->priv_data, "deadline", "realtime", 0);
    av_opt_set(codec->priv_data, "cpu-used", "8", 0);
  }
  libav::check(avcodec_open2(codec.get(), encoder, nullptr), file, video.encoder);
  return codec;
}

void encode(AVCodecContext& codec, const AVFrame* frame, AVFormatContext& output) {
  libav::check(avcodec_send_frame(&codec, frame), "test", "encoding");
  const auto packet = libav::new_packet();
  while (avcodec_receive_packet(&codec, packet.get()) >= 0) {
    packet->duration = av_rescale_q(1, av_inv_q(codec.framerate), codec.time_base);
    av_packet_rescale_ts(packet.get(), codec.time_base, output.streams[0]->time_base);
    libav::check(av_interleaved_write_frame(&output, packet.get()), "test", "writing");
  }
}

}  // namespace

bool has_encoder(const std::string& name) { return avcodec_find_encoder_by_name(name.c_str()) != nullptr; }

double variable_time_s(int frame) {
  // Steps of 10, 90 and 35 ms in turn.
  constexpr std::array<int, 3> until{0, 10, 100};
  return (frame / 3 * 135 + until[static_cast<std::size_t>(frame % 3)]) / 1000.0;
}

void write_test_video(const std::filesystem::path& file, const TestVideo& video) {
  libav::keep_quiet();
  const auto output = create(file, video.container);
  const auto codec = open_encoder(file, video, (output->oformat->flags & AVFMT_GLOBALHEADER) != 0);
  AVStream* stream = avformat_new_stream(output.get(), nullptr);
  avcodec_parameters_from_context(stream->codecpar, codec.get());
  stream->time_base = codec->time_base;
  stream->avg_frame_rate = codec->framerate;
  stream->sample_aspect_ratio = codec->sample_aspect_ratio;
  if (video.clockwise_degrees != 0) {
    auto* matrix = reinterpret_cast<std::int32_t*>(
        av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
    av_display_rotation_set(matrix, video.clockwise_degrees);
  }
  libav::check(avformat_write_header(output.get(), nullptr), file, "header");
  for (int i = 0; i < video.frames; ++i) {
    const auto frame = libav::new_frame();
    frame->format = video.pixels;
    frame->width = video.width;
    frame->height = video.height;
    av_frame_get_buffer(frame.get(), 0);
    draw(*frame, i);
    frame->interlaced_frame = video.interlaced ? 1 : 0;
    frame->top_field_first = frame->interlaced_frame;
    frame->pts = video.variable_rate ? std::lround(variable_time_s(i) * 1000) : i;
    encode(*codec, frame.get(), *output);
  }
  encode(*codec, nullptr, *output);
  libav::check(av_write_trailer(output.get()), file, "trailer");
}

void copy_packets_from(const std::filesystem::path& from, const std::filesystem::path& to,
                       const std::string& container, int first, int hidden) {
  AVFormatContext* opened = nullptr;
  libav::check(avformat_open_input(&opened, from.c_str(), nullptr, nullptr), from, "test");
  const libav::Input input(opened);
  libav::check(avformat_find_stream_info(opened, nullptr), from, "test");
  const auto output = create(to, container);
  AVStream* stream = avformat_new_stream(output.get(), nullptr);
  avcodec_parameters_copy(stream->codecpar, opened->streams[0]->codecpar);
  stream->codecpar->codec_tag = 0;
  stream->time_base = opened->streams[0]->time_base;
  libav::check(avformat_write_header(output.get(), nullptr), to, "header");
  const auto packet = libav::new_packet();
  std::int64_t earlier = 0;
  for (int i = 0; av_read_frame(opened, packet.get()) >= 0; ++i) {
    if (i == first && hidden > 0) earlier = packet->pts + hidden * packet->duration;
    if (i >= first) {
      packet->pts -= earlier;
      packet->dts -= earlier;
      av_packet_rescale_ts(packet.get(), opened->streams[0]->time_base, stream->time_base);
      packet->pos = -1;
      libav::check(av_interleaved_write_frame(output.get(), packet.get()), to, "writing");
    }
    av_packet_unref(packet.get());
  }
  libav::check(av_write_trailer(output.get()), to, "trailer");
}

void write_sound(const std::filesystem::path& file) {
  const auto output = create(file, "matroska");
  AVStream* stream = avformat_new_stream(output.get(), nullptr);
  stream->codecpar->codec_type = AVMEDIA_TYPE_AUDIO;
  stream->codecpar->codec_id = AV_CODEC_ID_PCM_S16LE;
  stream->codecpar->sample_rate = 8000;
  stream->codecpar->bits_per_coded_sample = 16;
  av_channel_layout_default(&stream->codecpar->ch_layout, 1);
  libav::check(avformat_write_header(output.get(), nullptr), file, "header");
  const auto packet = libav::new_packet();
  av_new_packet(packet.get(), 1600);
  std::memset(packet->data, 0, 1600);
  packet->pts = packet->dts = 0;
  packet->duration = 100;
  libav::check(av_interleaved_write_frame(output.get(), packet.get()), file, "writing");
  libav::check(av_write_trailer(output.get()), file, "trailer");
}

Image numbered_image(int number, int width, int height, PixelLayout layout) {
  Image image(width, height, layout);
  const int channels = bytes_per_pixel(layout);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      std::memset(image.row(y) + x * channels, bit_at(number, x, y, width, height) ? 255 : 0,
                  static_cast<std::size_t>(channels));
  return image;
}

namespace {

using Bytes = std::vector<std::uint8_t>;

std::uint32_t big_endian(const Bytes& bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24U | std::uint32_t{bytes[at + 1]} << 16U |
         std::uint32_t{bytes[at + 2]} << 8U | bytes[at + 3];
}

void append(Bytes& bytes, std::uint32_t value) {
  for (const unsigned int shift : {24U, 16U, 8U, 0U})
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// An mp4's boxes with the body of one replaced: each is its length, its name and its body.
Bytes with_box(const Bytes& boxes, std::vector<std::string> path, const Bytes& body) {
  Bytes result;
  for (std::size_t at = 0; at < boxes.size();) {
    const std::size_t length = big_endian(boxes, at);
    const std::string name(boxes.begin() + static_cast<std::ptrdiff_t>(at + 4),
                           boxes.begin() + static_cast<std::ptrdiff_t>(at + 8));
    Bytes own(boxes.begin() + static_cast<std::ptrdiff_t>(at + 8),
              boxes.begin() + static_cast<std::ptrdiff_t>(at + length));
    if (name == path.front())
      own = path.size() == 1 ? body : with_box(own, {path.begin() + 1, path.end()}, body);
    append(result, static_cast<std::uint32_t>(own.size() + 8));
    result.insert(result.end(), name.begin(), name.end());
    result.insert(result.end(), own.begin(), own.end());
    at += length;
  }
  return result;
}

}  // namespace

void set_edits(const std::filesystem::path& file, const std::vector<Edit>& edits) {
  // libav's muxer: 1000 ticks a second for the film, 12 800 for a stream of 25 frames a second.
  constexpr int film_ticks = 1000 / 25, stream_ticks = 12800 / 25;
  AVFormatContext* opened = nullptr;
  libav::check(avformat_open_input(&opened, file.c_str(), nullptr, nullptr), file, "test");
  const libav::Input input(opened);
  libav::check(avformat_find_stream_info(opened, nullptr), file, "test");
  // The decoder's delay: the first frame does not lie at 0.
  const int start = opened->streams[0]->codecpar->video_delay * stream_ticks;
  Bytes list;
  append(list, 0);
  append(list, static_cast<std::uint32_t>(edits.size()));
  for (const Edit& edit : edits) {
    append(list, static_cast<std::uint32_t>(edit.frames * film_ticks));
    append(list, static_cast<std::uint32_t>(edit.first < 0 ? -1 : start + edit.first * stream_ticks));
    append(list, 1U << 16U);
  }
  std::ifstream in(file, std::ios::binary);
  const Bytes bytes{std::istreambuf_iterator<char>(in), {}};
  const Bytes changed = with_box(bytes, {"moov", "trak", "edts", "elst"}, list);
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(changed.data()), static_cast<std::streamsize>(changed.size()));
}

std::vector<std::uint8_t> encoded_picture(const Image& picture, const std::string& encoder) {
  const AVCodec* found = avcodec_find_encoder_by_name(encoder.c_str());
  const libav::Codec codec(avcodec_alloc_context3(found));
  codec->width = picture.width;
  codec->height = picture.height;
  codec->pix_fmt = encoder == "mjpeg"     ? AV_PIX_FMT_YUVJ420P
                   : encoder == "libwebp" ? AV_PIX_FMT_YUV420P
                                          : AV_PIX_FMT_RGB24;
  codec->time_base = {1, 25};
  codec->flags |= AV_CODEC_FLAG_QSCALE;
  codec->global_quality = encoder == "libwebp" ? 90 : FF_QP2LAMBDA;
  libav::check(avcodec_open2(codec.get(), found, nullptr), encoder, "test");
  const auto frame = libav::new_frame();
  frame->format = codec->pix_fmt;
  frame->width = picture.width;
  frame->height = picture.height;
  frame->quality = codec->global_quality;
  av_frame_get_buffer(frame.get(), 0);
  const libav::Scaler scaler(sws_getContext(picture.width, picture.height, AV_PIX_FMT_RGB24, picture.width,
                                            picture.height, codec->pix_fmt, SWS_POINT, nullptr, nullptr,
                                            nullptr));
  const std::uint8_t* planes[4] = {picture.bytes.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(picture.row_bytes()), 0, 0, 0};
  sws_scale(scaler.get(), planes, strides, 0, picture.height, frame->data, frame->linesize);
  libav::check(avcodec_send_frame(codec.get(), frame.get()), encoder, "test");
  avcodec_send_frame(codec.get(), nullptr);
  const auto packet = libav::new_packet();
  libav::check(avcodec_receive_packet(codec.get(), packet.get()), encoder, "test");
  return {packet->data, packet->data + packet->size};
}

int number_across_the_top(const Image& image) {
  int number = 0;
  for (int column = 0; column < columns; ++column) {
    const int x = (2 * column + 1) * image.width / (2 * columns);
    if (image.row(image.height / 9)[x * bytes_per_pixel(image.layout) + 1] > 127) number |= 1 << column;
  }
  return number;
}

int number_in(const Image& image) {
  int number = 0;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int x = (2 * column + 1) * image.width / (2 * columns);
      const int y = (2 * row + 1) * image.height / (2 * rows);
      const int green = image.row(y)[x * bytes_per_pixel(image.layout) + 1];
      if (green > 127) number |= 1 << (row * columns + column);
    }
  return number;
}

void write_bitmap(const std::filesystem::path& file, int number, int width, int height) {
  const int stride = (3 * width + 3) / 4 * 4;
  std::string bytes(static_cast<std::size_t>(54 + stride * height), '\0');
  const auto put = [&bytes](std::size_t at, std::uint32_t value) { std::memcpy(&bytes[at], &value, 4); };
  bytes[0] = 'B';
  bytes[1] = 'M';
  put(2, static_cast<std::uint32_t>(bytes.size()));
  put(10, 54);
  put(14, 40);
  put(18, static_cast<std::uint32_t>(width));
  put(22, static_cast<std::uint32_t>(height));
  bytes[26] = 1;
  bytes[28] = 24;
  const Image image = numbered_image(number, width, height, PixelLayout::rgb24);
  for (int y = 0; y < height; ++y)
    std::memcpy(&bytes[static_cast<std::size_t>(54 + stride * y)], image.row(height - 1 - y),
                image.row_bytes());
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace solopose::testing
