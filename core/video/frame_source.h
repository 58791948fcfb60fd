#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/video/libav.h"
#include "core/video/picture_size.h"

namespace solopose {

/// What is known about a video before a frame of it is shown.
struct VideoInfo {
  PictureSize size;
  /// What brings a picture upright, as signs: shown x = a x + c y, shown y = b x + d y, in the order
  /// {a, b, c, d}. Pictures that bring their own orientation have none here.
  std::array<int, 4> turn{1, 0, 0, 1};
  /// Frames a second: the stream's rate when frames come at a constant rate, their mean rate otherwise.
  double fps = 0;
  bool variable_rate = false;
  /// When each frame is shown, seconds after the first; one entry a frame.
  std::vector<double> times_s;
  /// Frames that have their time and no picture (a gap in numbered pictures), ascending.
  std::vector<std::int64_t> missing;
  std::string container;
  std::string codec;

  std::int64_t frames() const { return static_cast<std::int64_t>(times_s.size()); }
  bool has_picture(std::int64_t number) const {
    return !std::binary_search(missing.begin(), missing.end(), number);
  }
};

/// Where frames come from: a video file or a folder of pictures. Not safe to share between threads.
class FrameSource {
 public:
  /// Gets every frame on the way, the wanted one last. Returns false to give up.
  using Sink = std::function<bool(std::int64_t number, libav::SharedFrame frame)>;

  virtual ~FrameSource() = default;
  virtual const VideoInfo& info() const = 0;

  /// Decode until `number` came out or the sink gave up. @throws Error naming the file when it cannot.
  virtual void decode(std::int64_t number, const Sink& sink) = 0;

  /// The last frame at or before `number` from which decoding can start.
  virtual std::int64_t key_frame_before(std::int64_t number) const = 0;

  /// Another source of the same frames, for another thread and for small pictures: frames that no other frame
  /// needs are left out on the way to the wanted one and edges are not smoothed, which takes half the time.
  /// Nothing is indexed anew, and any thread may ask. @throws Error when the file cannot be opened again.
  virtual std::unique_ptr<FrameSource> sketching() const = 0;

  /// Packets given to the decoder so far: the cost of what was asked.
  virtual std::int64_t decode_calls() const = 0;
};

}  // namespace solopose
