#include "core/video/video_writer.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/write_error.h"

extern "C" {
#include <libavutil/opt.h>
}

namespace solopose {

namespace {

constexpr int largest_side = 16384;
constexpr double highest_fps = 1000;
/// Denominators up to this tell 30000/1001 from 30.
constexpr int finest_rate = 100000;

int even(int length) { return length + length % 2; }

/// BT.709 as HD video has it, so that every player shows the colours that came in.
void tag_colours(AVCodecContext& codec) {
  codec.colorspace = AVCOL_SPC_BT709;
  codec.color_primaries = AVCOL_PRI_BT709;
  codec.color_trc = AVCOL_TRC_BT709;
  codec.color_range = AVCOL_RANGE_MPEG;
}

libav::Codec try_encoder(const std::string& name, const VideoWriterOptions& options, std::string& reasons) {
  const auto fail = [&](const std::string& why) {
    reasons += fmt::format("{}{}: {}", reasons.empty() ? "" : "; ", name, why);
    return libav::Codec();
  };
  const AVCodec* encoder = avcodec_find_encoder_by_name(name.c_str());
  if (!encoder) return fail("not in this FFmpeg");
  libav::Codec codec(avcodec_alloc_context3(encoder));
  if (!codec) throw std::bad_alloc();
  codec->width = even(options.width);
  codec->height = even(options.height);
  codec->pix_fmt = AV_PIX_FMT_YUV420P;
  codec->framerate = av_d2q(options.fps, finest_rate);
  codec->time_base = av_inv_q(codec->framerate);
  codec->gop_size = options.key_frame_distance;
  codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  tag_colours(*codec);
  if (av_opt_set(codec->priv_data, "crf", std::to_string(options.quality).c_str(), 0) < 0) {
    codec->flags |= AV_CODEC_FLAG_QSCALE;
    codec->global_quality = FF_QP2LAMBDA * (1 + options.quality / 4);
  }
  if (options.quick) av_opt_set(codec->priv_data, "preset", "veryfast", 0);  // others than x264 have none
  const int result = avcodec_open2(codec.get(), encoder, nullptr);
  return result < 0 ? fail(libav::reason(result)) : std::move(codec);
}

/// The last column and row doubled where a side is odd.
Image padded(const Image& image, int width, int height) {
  Image result(width, height, image.layout);
  const auto pixel = static_cast<std::size_t>(bytes_per_pixel(image.layout));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* source = image.row(std::min(y, image.height - 1));
    std::memcpy(result.row(y), source, image.row_bytes());
    if (width > image.width)
      std::memcpy(result.row(y) + image.row_bytes(), source + image.row_bytes() - pixel, pixel);
  }
  return result;
}

}  // namespace

VideoWriter::VideoWriter(const std::filesystem::path& file, const VideoWriterOptions& options)
    : file_(file), options_(options), pending_(file) {
  libav::keep_quiet();
  check_options();
  open_encoder();
  open_output();
}

void VideoWriter::check_options() const {
  const auto refuse = [this](const char* field, const std::string& expected, const std::string& found) {
    throw FormatError(file_, field, expected, found);
  };
  if (options_.width < 2 || options_.width > largest_side || options_.height < 2 ||
      options_.height > largest_side)
    refuse("size", fmt::format("sides of 2 to {} pixels", largest_side),
           fmt::format("{} x {}", options_.width, options_.height));
  if (!(options_.fps > 0 && options_.fps <= highest_fps))
    refuse("frames a second", fmt::format("above 0 to {}", highest_fps), fmt::format("{}", options_.fps));
  if (options_.quality < 0 || options_.quality > 51)
    refuse("quality", "0 to 51", std::to_string(options_.quality));
  if (options_.key_frame_distance < 1)
    refuse("key frame distance", "1 or more", std::to_string(options_.key_frame_distance));
}

void VideoWriter::open_encoder() {
  std::string reasons;
  for (const auto& name : options_.encoders) {
    codec_ = try_encoder(name, options_, reasons);
    if (codec_) return;
  }
  throw Error(fmt::format("{}: no video encoder works here ({}); install an FFmpeg with libx264",
                          file_.string(), reasons.empty() ? "none was asked for" : reasons));
}

void VideoWriter::open_output() {
  const std::string url = libav::url_of(pending_.temporary());
  AVFormatContext* output = nullptr;
  libav::check(avformat_alloc_output_context2(&output, nullptr, "mp4", url.c_str()), file_, "mp4");
  output_.reset(output);
  stream_ = avformat_new_stream(output, nullptr);
  if (!stream_) throw std::bad_alloc();
  libav::check(avcodec_parameters_from_context(stream_->codecpar, codec_.get()), file_, "mp4");
  stream_->time_base = codec_->time_base;
  stream_->avg_frame_rate = codec_->framerate;
  check_written(avio_open(&output->pb, url.c_str(), AVIO_FLAG_WRITE));
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "faststart", 0);
  const int result = avformat_write_header(output, &options);
  av_dict_free(&options);
  check_written(result);

  frame_->format = codec_->pix_fmt;
  frame_->width = codec_->width;
  frame_->height = codec_->height;
  frame_->colorspace = codec_->colorspace;
  frame_->color_range = codec_->color_range;
  libav::check(av_frame_get_buffer(frame_.get(), 0), file_, "frame");
}

void VideoWriter::write(const Image& image) {
  if (image.width != options_.width || image.height != options_.height)
    throw FormatError(file_, fmt::format("size of frame {}", frames_),
                      fmt::format("{} x {}", options_.width, options_.height),
                      fmt::format("{} x {}", image.width, image.height));
  libav::check(av_frame_make_writable(frame_.get()), file_, "frame");
  if (image.width == frame_->width && image.height == frame_->height)
    fill_frame(image);
  else
    fill_frame(padded(image, frame_->width, frame_->height));
  frame_->pts = frames_++;
  encode(frame_.get());
}

void VideoWriter::fill_frame(const Image& image) {
  const auto format = image.layout == PixelLayout::rgb24 ? AV_PIX_FMT_RGB24 : AV_PIX_FMT_BGRA;
  scaler_.reset(sws_getCachedContext(scaler_.release(), image.width, image.height, format, image.width,
                                     image.height, codec_->pix_fmt, SWS_BILINEAR | SWS_ACCURATE_RND, nullptr,
                                     nullptr, nullptr));
  if (!scaler_)
    throw Error(fmt::format("{}: pictures cannot be converted for {}", file_.string(), encoder()));
  const int* matrix = sws_getCoefficients(SWS_CS_ITU709);
  sws_setColorspaceDetails(scaler_.get(), matrix, 1, matrix, 0, 0, 1 << 16, 1 << 16);
  const std::uint8_t* planes[4] = {image.bytes.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(image.row_bytes()), 0, 0, 0};
  sws_scale(scaler_.get(), planes, strides, 0, image.height, frame_->data, frame_->linesize);
}

void VideoWriter::encode(const AVFrame* frame) {
  libav::check(avcodec_send_frame(codec_.get(), frame), file_, "cannot be encoded");
  while (true) {
    const int result = avcodec_receive_packet(codec_.get(), packet_.get());
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
    libav::check(result, file_, "cannot be encoded");
    packet_->duration = 1;
    av_packet_rescale_ts(packet_.get(), codec_->time_base, stream_->time_base);
    packet_->stream_index = stream_->index;
    const int bytes = packet_->size;
    check_written(av_interleaved_write_frame(output_.get(), packet_.get()),
                  static_cast<std::uint64_t>(bytes));
  }
}

/// libav's buffers remember a failure that the call which met it did not tell.
void VideoWriter::check_written(int result, std::uint64_t wanted_bytes) const {
  if (result >= 0 && output_->pb != nullptr) result = output_->pb->error;
  const int reason = AVUNERROR(result);
  if (result < 0 && reason > 0 && reason < 4096) throw_write_error(file_, reason, wanted_bytes);
  libav::check(result, file_, "cannot be written");
}

void VideoWriter::finish() {
  if (frames_ == 0) throw Error(fmt::format("{}: no frame was written", file_.string()));
  encode(nullptr);
  check_written(av_write_trailer(output_.get()));
  avio_flush(output_->pb);
  check_written(0);
  check_written(avio_closep(&output_->pb));
  pending_.commit();
}

}  // namespace solopose
