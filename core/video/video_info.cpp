#include "core/video/video_info.h"

#include <algorithm>
#include <cmath>

namespace solopose {

namespace {

/// What a video of one frame, or one that says nothing, is played at.
constexpr double fallback_fps = 30;
/// How far a mean rate may be from the stream's own and still be called that: containers round their times.
constexpr double rate_tolerance = 1e-3;
/// Frames this far (of a frame's length) off the even beat make the rate variable; times are rounded by up to
/// a tick.
constexpr double beat_tolerance = 0.02;

/// The display matrix holds rotation and mirroring; anything but quarter turns is left alone, as players do.
std::array<int, 4> quarter_turn(const AVStream& stream) {
  const auto* matrix = reinterpret_cast<const std::int32_t*>(
      av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr));
  if (!matrix) return {1, 0, 0, 1};
  const auto sign = [matrix](int i) { return (matrix[i] > 0) - (matrix[i] < 0); };
  const std::array<int, 4> turn{sign(0), sign(1), sign(3), sign(4)};
  const bool upright = turn[0] && turn[3] && !turn[1] && !turn[2];
  const bool lying = turn[1] && turn[2] && !turn[0] && !turn[3];
  return upright || lying ? turn : std::array<int, 4>{1, 0, 0, 1};
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

VideoInfo describe_video(const AVFormatContext& input, const AVStream& stream, const VideoIndex& index) {
  VideoInfo info;
  info.coded_width = stream.codecpar->width;
  info.coded_height = stream.codecpar->height;
  info.turn = quarter_turn(stream);
  info.container = input.iformat->name;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  for (const std::int64_t time : index.times)
    info.times_s.push_back(static_cast<double>(time - index.times.front()) * av_q2d(stream.time_base));
  measure_rate(info, stream);
  return info;
}

}  // namespace solopose
