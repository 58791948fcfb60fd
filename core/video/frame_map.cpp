#include "core/video/frame_map.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/frame_rate.h"
#include "core/video/video_reader.h"

namespace solopose {

FrameTimesPtr frame_times(const VideoReader& video) {
  return video.variable_rate() ? std::make_shared<const std::vector<double>>(video.info().times_s) : nullptr;
}

FrameMap::FrameMap(double track_rate, double video_rate, std::int64_t video_frames, FrameTimesPtr times_s)
    : track_rate_(track_rate), video_frames_(video_frames) {
  if (!(track_rate > 0) || !(video_rate > 0)) return;
  if (same_clock(video_rate, track_rate)) return;
  video_per_track_ = video_rate / track_rate;
  times_s_ = std::move(times_s);
}

// A little more than half a rounding error, so that frame 3 at 50 is frame 6 at 100 and not 5.
std::int64_t FrameMap::unclamped(std::int64_t track_frame) const {
  constexpr double slack = 1e-6;
  if (!times_s_ || times_s_->empty())
    return static_cast<std::int64_t>(std::floor(static_cast<double>(track_frame) * video_per_track_ + slack));
  const double seconds = static_cast<double>(track_frame) / track_rate_ + slack;
  const auto mean_step = 1 / (track_rate_ * video_per_track_);
  if (seconds >= times_s_->back() + mean_step) return std::ssize(*times_s_);  // it has ended
  return std::upper_bound(times_s_->begin(), times_s_->end(), seconds) - times_s_->begin() - 1;
}

std::int64_t FrameMap::video_frame(std::int64_t track_frame) const {
  return std::clamp<std::int64_t>(unclamped(track_frame), 0, std::max<std::int64_t>(video_frames_ - 1, 0));
}

std::int64_t FrameMap::track_frame(std::int64_t video_frame) const {
  if (times_s_ && video_frame >= 0 && video_frame < std::ssize(*times_s_))
    return static_cast<std::int64_t>(
        std::ceil((*times_s_)[static_cast<std::size_t>(video_frame)] * track_rate_ - 1e-6));
  return static_cast<std::int64_t>(std::ceil(static_cast<double>(video_frame) / video_per_track_ - 1e-6));
}

bool FrameMap::reaches(std::int64_t track_frame) const { return unclamped(track_frame) < video_frames_; }

}  // namespace solopose
