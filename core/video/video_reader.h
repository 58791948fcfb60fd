#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/base/job.h"
#include "core/video/frame_cache.h"
#include "core/video/frame_converter.h"
#include "core/video/frame_source.h"
#include "core/video/image.h"

namespace solopose {

struct VideoReaderOptions {
  /// What decoded frames around the cursor may take, bytes; at least one frame is always kept.
  std::size_t cache_bytes = std::size_t{256} << 20;
  /// Frames a second of a folder of pictures, which knows no time; above 0.
  double pictures_fps = 30;
};

/// Frame-exact reading of a video file, a folder of pictures or a single picture. Frame n is the n-th in
/// order of presentation time, from 0, however it is asked for. Pictures are upright (rotation and mirroring
/// of the file are applied) and their pixels are square: a file whose pixels are wider than high is resampled
/// to the width it is shown in. Not safe to share between threads; see FrameService.
class VideoReader {
 public:
  /// Asked after every decoded frame; false gives the request up.
  using KeepGoing = std::function<bool()>;

  /// Reads a video file once for its index. @throws Error naming the file and what is wrong with it. @throws
  /// Cancelled
  explicit VideoReader(std::filesystem::path path, const VideoReaderOptions& options = {},
                       const JobContext& context = {});

  std::int64_t frames() const { return source_->info().frames(); }
  const PictureSize& size() const { return source_->info().size; }
  int width() const { return size().width; }  ///< as it is shown, like the next
  int height() const { return size().height; }
  /// False: this frame has its time, but no picture (a gap in numbered pictures).
  bool has_picture(std::int64_t number) const { return source_->info().has_picture(number); }
  /// The constant rate, or the mean one when variable_rate().
  double fps() const { return source_->info().fps; }
  bool variable_rate() const { return source_->info().variable_rate; }
  /// Seconds from frame 0 to this one. @throws Error when there is no such frame.
  double time_s(std::int64_t number) const;
  /// The frame on the screen so many seconds after frame 0: the last one that began by then, within the
  /// video.
  std::int64_t frame_at(double seconds) const;
  /// The last frame at or before `number` that can be decoded alone: what to show first while scrubbing.
  std::int64_t key_frame_before(std::int64_t number) const;
  const VideoInfo& info() const { return source_->info(); }
  /// See FrameSource; safe while another thread reads frames.
  std::unique_ptr<FrameSource> sketching_source() const { return source_->sketching(); }
  const std::filesystem::path& path() const { return path_; }
  const std::string& codec() const { return source_->info().codec; }
  const std::string& container() const { return source_->info().container; }

  /// @throws Error naming file and frame when there is no such frame or it cannot be decoded.
  /// @throws Cancelled when keep_going said false.
  Image frame(std::int64_t number, PixelLayout layout = PixelLayout::rgb24, const KeepGoing& keep_going = {});

  /// A part of the frame that has at least the box, which lies in the picture: the same pixels, in the memory
  /// that `part` has. @throws as frame() does.
  void read_part(std::int64_t number, const PictureBox& box, PicturePart& part,
                 PixelLayout layout = PixelLayout::rgb24);

  bool is_cached(std::int64_t number) const { return cache_.find(number) != nullptr; }
  std::size_t cached_bytes() const { return cache_.bytes(); }
  /// Packets decoded since the file was opened; reading the index does not count.
  std::int64_t decode_calls() const { return source_->decode_calls(); }

 private:
  void check_number(std::int64_t number) const;
  libav::SharedFrame decoded(std::int64_t number, const KeepGoing& keep_going);
  template <typename Convert>
  auto converted(std::int64_t number, const KeepGoing& keep_going, const Convert& convert);

  std::filesystem::path path_;
  std::unique_ptr<FrameSource> source_;
  FrameConverter converter_;
  FrameCache cache_;
};

}  // namespace solopose
