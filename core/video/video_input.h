#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/video/libav.h"

namespace solopose {

/// The video stream of a container file, read packet by packet. The same file, opened anew, gives the same
/// packets. Only regular files are opened, none that they name, and nothing but files.
class VideoInput {
 public:
  /// @throws Error naming the file and what is wrong with it: no video, or a bare stream, which has no times.
  /// @throws Cancelled
  explicit VideoInput(const std::filesystem::path& file, const std::stop_token& stop = {});
  VideoInput(const VideoInput&) = delete;
  VideoInput& operator=(const VideoInput&) = delete;

  const AVFormatContext& container() const { return *container_; }
  const AVStream& stream() const { return *stream_; }

  /// The stream's next packet that holds something, with the palette that belongs to it; false at the end.
  bool read(AVPacket& packet);
  /// Go to about this place, time or byte. False when the container cannot.
  bool seek(std::int64_t place, int flags);
  /// Seeks by time are not to be trusted here, those by bytes are.
  bool prefers_bytes() const;

 private:
  static int is_stopped(void* input);
  void keep_palette(AVPacket& packet);
  void open(const std::filesystem::path& file);
  void choose_stream(const std::filesystem::path& file);

  std::stop_token stop_;  ///< while opening, which may take long on a file that makes no sense
  libav::Input container_;
  AVStream* stream_ = nullptr;
  std::vector<std::uint8_t> palette_;
};

}  // namespace solopose
