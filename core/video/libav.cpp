#include "core/video/libav.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <new>

#include <fmt/format.h>

#include "core/base/error.h"

extern "C" {
#include <libavutil/cpu.h>
}

namespace solopose::libav {

namespace {

/// More pixels than any camera has: what a hostile header may make us allocate.
constexpr std::int64_t max_pixels = 128'000'000;
/// Every thread of a frame-threaded decoder adds a frame of delay after a seek.
constexpr int max_threads = 8;

}  // namespace

Frame new_frame() {
  Frame frame(av_frame_alloc());
  if (!frame) throw std::bad_alloc();
  return frame;
}

Packet new_packet() {
  Packet packet(av_packet_alloc());
  if (!packet) throw std::bad_alloc();
  return packet;
}

std::string reason(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

int check(int result, const std::filesystem::path& file, const std::string& what) {
  if (result < 0) throw Error(fmt::format("{}: {}: {}", file.string(), what, reason(result)));
  return result;
}

std::string url_of(const std::filesystem::path& file) { return "file:" + file.string(); }

Codec open_decoder(const AVCodecParameters& parameters, AVRational time_base,
                   const std::filesystem::path& file, int threads) {
  const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
  if (!decoder)
    throw Error(fmt::format("{}: video: this FFmpeg has no decoder for {}", file.string(),
                            avcodec_get_name(parameters.codec_id)));
  Codec codec(avcodec_alloc_context3(decoder));
  if (!codec) throw std::bad_alloc();
  check(avcodec_parameters_to_context(codec.get(), &parameters), file, "video stream");
  codec->pkt_timebase = time_base;
  codec->max_pixels = max_pixels;
  codec->thread_count = threads > 0 ? threads : std::min(av_cpu_count(), max_threads);
  check(avcodec_open2(codec.get(), decoder, nullptr), file, fmt::format("video decoder {}", decoder->name));
  return codec;
}

void keep_quiet() {
  static std::once_flag once;
  std::call_once(once, [] { av_log_set_level(AV_LOG_QUIET); });
}

}  // namespace solopose::libav
