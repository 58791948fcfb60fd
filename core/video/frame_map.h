#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace solopose {

/// When each frame is shown, seconds after the first, rising; null: all equally long.
using FrameTimesPtr = std::shared_ptr<const std::vector<double>>;

class VideoReader;

/// When a video's frames are shown where its rate varies, else null.
FrameTimesPtr frame_times(const VideoReader& video);

/// Which frame of a video belongs to a frame of the track. They are the same where both run by one clock, or
/// where a rate is not known; otherwise they go by time, a video of variable rate by its own times.
class FrameMap {
 public:
  FrameMap() = default;
  /// Rates in frames a second, 0 = unknown. `times_s`: of the video, where its rate varies.
  FrameMap(double track_rate, double video_rate, std::int64_t video_frames, FrameTimesPtr times_s = nullptr);

  std::int64_t video_frame(std::int64_t track_frame) const;  ///< within the video
  std::int64_t track_frame(std::int64_t video_frame) const;  ///< the first one that shows it
  bool reaches(std::int64_t track_frame) const;              ///< the video has not ended by then
  std::int64_t video_frames() const { return video_frames_; }

 private:
  std::int64_t unclamped(std::int64_t track_frame) const;
  double video_per_track_ = 1;
  double track_rate_ = 0;
  FrameTimesPtr times_s_;  ///< null: by the rate
  std::int64_t video_frames_ = 0;
};

}  // namespace solopose
