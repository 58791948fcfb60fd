#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/video/image.h"
#include "core/video/libav.h"

namespace solopose {

struct VideoWriterOptions {
  int width = 0;    ///< of the pictures that come; 2 to 16384
  int height = 0;   ///< likewise
  double fps = 30;  ///< constant; above 0 to 1000
  /// Constant quality, 0 (best) to 51; 18 looks like the source.
  int quality = 18;
  /// Frames from one key frame to the next at most: short for a film that is scrubbed.
  int key_frame_distance = 30;
  /// Encode several times faster for a file that is somewhat larger, where the encoder has the choice.
  bool quick = false;
  /// Tried in this order.
  std::vector<std::string> encoders{"libx264", "libopenh264", "mpeg4"};
};

/// Writes pictures as H.264 in an mp4 file of constant rate that starts playing before it is loaded whole.
/// Sides of odd length get their last row or column doubled, because the format has no odd sizes: nothing is
/// cut off. The file appears with finish() and only then; destroyed before (a cancelled job), the writer
/// leaves nothing behind.
class VideoWriter {
 public:
  /// @throws Error naming the file when it cannot be created, listing the encoders tried when none works.
  VideoWriter(const std::filesystem::path& file, const VideoWriterOptions& options);

  /// The next frame. @throws Error when its size differs or the disk is full.
  void write(const Image& image);
  /// @throws Error naming the file, also when no frame was written.
  void finish();

  std::int64_t frames() const { return frames_; }
  std::string encoder() const { return codec_->codec->name; }

 private:
  void check_options() const;
  void open_encoder();
  void open_output();
  void fill_frame(const Image& image);
  void check_written(int result, std::uint64_t wanted_bytes = 0) const;
  void encode(const AVFrame* frame);

  std::filesystem::path file_;
  VideoWriterOptions options_;
  AtomicFile pending_;
  libav::Codec codec_;
  libav::Output output_;
  libav::Scaler scaler_;
  libav::Frame frame_ = libav::new_frame();
  libav::Packet packet_ = libav::new_packet();
  AVStream* stream_ = nullptr;
  std::int64_t frames_ = 0;
};

}  // namespace solopose
