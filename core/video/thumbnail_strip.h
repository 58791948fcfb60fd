#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/video/frame_source.h"
#include "core/video/image.h"

namespace solopose {

struct ThumbnailOptions {
  /// What all small pictures of a video may take together, bytes; 0: there are none.
  std::size_t most_bytes = 0;
  /// Of the longer side, pixels; 2 or more. Videos that are smaller keep their size.
  int side_px = 320;
  /// From one picture to the next, seconds; farther apart where the memory asks for it.
  double spacing_s = 0.5;
};

/// A small picture of a video. Without an image: there is none yet.
struct Thumbnail {
  std::int64_t number = -1;  ///< its frame
  std::shared_ptr<const Image> image;
};

/// Small pictures from all over a video, for a window that must show something before the exact frame has
/// been decoded. The video is cut into stretches of spacing() frames, each with one picture: its key frame
/// where it has one, else its first frame. One thread builds, any other may look meanwhile; nobody waits for
/// anybody.
class ThumbnailStrip {
 public:
  ThumbnailStrip(const VideoInfo& info, const ThumbnailOptions& options);

  /// First the key frames, which need no others, over the whole video, then what lies between. A frame that
  /// cannot be decoded leaves its stretch empty. `keep_going` is asked before every decoded frame and may
  /// wait as long as it likes; false ends it.
  void build(FrameSource& source, const std::function<bool()>& keep_going);

  /// Of all there are by now.
  Thumbnail nearest(std::int64_t number) const;
  /// Once it is built, a thumbnail is nearer than this to every frame, damaged stretches left out.
  std::int64_t spacing() const { return spacing_; }
  /// build() has come to its end.
  bool complete() const { return complete_; }
  /// What it takes by now; never more than the options say, or one picture where that is more.
  std::size_t bytes() const;

 private:
  struct Slot {
    std::atomic<std::int64_t> number = -1;  ///< set last: from then on the image stays
    std::shared_ptr<const Image> image;
  };

  void fill(Slot& slot, std::int64_t number, FrameSource& source, const std::function<bool()>& keep_going);

  std::int64_t frames_;
  std::array<int, 4> turn_;
  int width_;  ///< of a thumbnail
  int height_;
  std::int64_t spacing_;
  std::vector<Slot> slots_;
  std::atomic<bool> complete_ = false;
};

}  // namespace solopose
