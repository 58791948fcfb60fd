#include "core/video/video_info.h"

#include <algorithm>
#include <cmath>

#include "core/video/frame_converter.h"

namespace solopose {

namespace {

/// What a video of one frame, or one that says nothing, is played at.
constexpr double fallback_fps = 30;
/// How far a mean rate may be from the stream's own and still be called that: containers round their times.
constexpr double rate_tolerance = 1e-3;
/// Frames this far (of a frame's length) off the even beat make the rate variable; times are rounded by up to
/// a tick.
constexpr double beat_tolerance = 0.02;
/// Anamorphic film has pixels of 2:1.
constexpr double most_aspect = 4;

std::array<int, 4> turn_of(const AVStream& stream) {
  const auto* matrix = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
  return matrix ? quarter_turn(reinterpret_cast<const std::int32_t*>(matrix))
                : std::array<int, 4>{1, 0, 0, 1};
}

/// A pixel's width in terms of its height; 1 where the file says nothing or something no camera has.
double pixel_aspect(const VideoInput& input) {
  // libav's signature takes both as writable; it only reads.
  const AVRational ratio = av_guess_sample_aspect_ratio(const_cast<AVFormatContext*>(&input.container()),
                                                        const_cast<AVStream*>(&input.stream()), nullptr);
  if (ratio.num <= 0 || ratio.den <= 0) return 1;
  const double aspect = av_q2d(ratio);
  return aspect >= 1 / most_aspect && aspect <= most_aspect ? aspect : 1;
}

/// The rows stay as they are: wide pixels make a picture wider, narrow ones narrower.
PictureSize size_of(const VideoInput& input, bool lying) {
  const AVCodecParameters& coded = *input.stream().codecpar;
  const int width = std::max(1, static_cast<int>(std::lround(coded.width * pixel_aspect(input))));
  return lying ? PictureSize{coded.height, width, coded.height, coded.width}
               : PictureSize{width, coded.height, coded.width, coded.height};
}

double nominal_fps(const AVStream& stream) {
  for (const AVRational rate : {stream.avg_frame_rate, stream.r_frame_rate})
    if (rate.num > 0 && rate.den > 0) return av_q2d(rate);
  return fallback_fps;
}

bool is_even(const std::vector<double>& times_s, double tick_s) {
  const double step = times_s.back() / static_cast<double>(times_s.size() - 1);
  for (std::size_t i = 1; i < times_s.size(); ++i)
    if (std::abs(times_s[i] - times_s[i - 1] - step) > 1.5 * tick_s + beat_tolerance * step) return false;
  return true;
}

void measure_rate(VideoInfo& info, const AVStream& stream) {
  info.fps = nominal_fps(stream);
  if (info.frames() < 2 || info.times_s.back() <= 0) return;
  info.variable_rate = !is_even(info.times_s, av_q2d(stream.time_base));
  const double mean = static_cast<double>(info.frames() - 1) / info.times_s.back();
  const bool agrees = [&] {
    // The whole span is known to a tick at either end.
    const double slack = 2 * av_q2d(stream.time_base) / info.times_s.back();
    return std::abs(mean / info.fps - 1) <= rate_tolerance + slack;
  }();
  if (info.variable_rate || !agrees) info.fps = mean;
}

}  // namespace

VideoInfo describe_video(const VideoInput& input, const VideoIndex& index) {
  const AVStream& stream = input.stream();
  VideoInfo info;
  info.turn = turn_of(stream);
  info.size = size_of(input, info.turn[0] == 0);
  info.container = input.container().iformat->name;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  for (const std::int64_t time : index.times)
    info.times_s.push_back(static_cast<double>(time - index.times.front()) * av_q2d(stream.time_base));
  measure_rate(info, stream);
  return info;
}

}  // namespace solopose
