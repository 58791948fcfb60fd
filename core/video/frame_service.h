#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/video/thumbnail_strip.h"
#include "core/video/video_reader.h"

namespace solopose {

struct FrameServiceOptions {
  PixelLayout layout = PixelLayout::bgra32;
  /// Finished pictures kept for who asks next, bytes; at least one is.
  std::size_t picture_bytes = std::size_t{64} << 20;
  /// How many frames to have ready in the direction of the last two requests; 0 to decode only what is asked
  /// for.
  int frames_ahead = 8;
  /// Show the key frame first when the wanted frame lies more than this many frames behind it and is not
  /// cached; 0: never.
  int preview_distance = 12;
  /// Small pictures made in the background, for nearest().
  ThumbnailOptions thumbnails = {};
};

/// What the service found.
struct ServedFrame {
  std::int64_t wanted = 0;             ///< the number asked for
  std::int64_t shown = 0;              ///< the picture's own; differs from `wanted` for a preview
  std::shared_ptr<const Image> image;  ///< null when `error` says why
  std::string error;
};

/// What there is at once in place of a frame. Without an image: nothing yet.
struct NearPicture {
  std::int64_t number = -1;  ///< the picture's own
  std::shared_ptr<const Image> image;
  bool small = false;  ///< a thumbnail: of the video's shape, not of its size
};

/// Decodes on a thread of its own for a window that must not wait. Any thread may ask; the latest request
/// wins and earlier ones that have not been served are forgotten. After serving it decodes ahead, as far as
/// its memory goes. Thumbnails are made on another thread, of low priority, that rests while a frame
/// is being decoded for somebody.
class FrameService {
 public:
  /// Called on the service's thread, previews first. It must not throw and must not destroy the service.
  using Receiver = std::function<void(const ServedFrame&)>;

  FrameService(VideoReader reader, const FrameServiceOptions& options, Receiver receiver);
  /// Gives up what is being decoded and waits for the threads.
  ~FrameService();
  FrameService(const FrameService&) = delete;
  FrameService& operator=(const FrameService&) = delete;

  void request(std::int64_t number);
  /// The finished picture, at once, or null. Does not count as a request.
  std::shared_ptr<const Image> picture(std::int64_t number) const;
  /// Of the finished pictures and the thumbnails the one of the nearest frame, at once. Not a request.
  NearPicture nearest(std::int64_t number) const;
  /// Bytes of finished pictures; the reader's own cache and the thumbnails come on top.
  std::size_t picture_bytes() const;
  /// All thumbnails that there are to be, if any, have been made.
  bool thumbnails_complete() const { return !strip_ || strip_->complete(); }
  std::size_t thumbnail_bytes() const { return strip_ ? strip_->bytes() : 0; }

 private:
  void run(const std::stop_token& stop);
  void serve(std::int64_t number, const VideoReader::KeepGoing& keep_going);
  void preview(std::int64_t number, const VideoReader::KeepGoing& keep_going);
  void decode_ahead(std::int64_t number, const VideoReader::KeepGoing& keep_going);
  std::shared_ptr<const Image> make(std::int64_t number, const VideoReader::KeepGoing& keep_going);
  void keep(std::int64_t number, std::shared_ptr<const Image> image);
  bool is_pending() const;
  void set_serving(bool serving);
  void sketch(const std::stop_token& stop);

  VideoReader reader_;
  const FrameServiceOptions options_;
  const Receiver receiver_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<std::int64_t> pending_;
  std::int64_t cursor_ = 0;     ///< the request being served, or the last one that was
  std::int64_t direction_ = 1;  ///< +1 or -1
  std::size_t bytes_ = 0;
  std::map<std::int64_t, std::shared_ptr<const Image>> pictures_;
  std::unique_ptr<ThumbnailStrip> strip_;  ///< null: no thumbnails
  std::atomic<bool> serving_ = false;      ///< somebody waits for a frame
  std::jthread thread_;                    ///< from here on last: they use all of the above
  std::jthread sketcher_;
};

}  // namespace solopose
