#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/video/frame_source.h"
#include "core/video/video_index.h"
#include "core/video/video_input.h"

namespace solopose {

/// A video in a container file, read with libav. Frames come out exactly: decoding starts at a key frame and
/// goes forward.
class VideoFile : public FrameSource {
 public:
  /// Reads the whole file once for its index. @throws Error naming file and what is wrong with it. @throws
  /// Cancelled
  explicit VideoFile(std::filesystem::path file, const JobContext& context = {});

  const VideoInfo& info() const override { return info_; }
  void decode(std::int64_t number, const Sink& sink) override;
  std::int64_t key_frame_before(std::int64_t number) const override;
  std::unique_ptr<FrameSource> sketching() const override;
  std::int64_t decode_calls() const override { return decode_calls_; }

 private:
  enum class Outcome { found, given_up, missed };
  /// See sketching().
  struct Sketch {};
  VideoFile(const VideoFile& other, Sketch);

  void throw_if_changed() const;
  bool is_shown(const KeyFrame& key) const;
  bool can_go_on_to(std::int64_t number) const;
  void start_at(std::size_t key);
  bool seek_to(const KeyFrame& key);
  bool read_up_to(const KeyFrame& key);
  Outcome decode_on_to(std::int64_t number, const Sink& sink);
  bool next_frame(AVFrame& frame);
  void feed_decoder();
  bool read_packet();

  std::filesystem::path file_;
  std::uintmax_t size_ = 0;
  std::filesystem::file_time_type written_;
  std::optional<VideoInput> input_;
  std::shared_ptr<const VideoIndex> index_;
  VideoInfo info_;
  libav::Codec codec_;
  libav::Packet packet_ = libav::new_packet();
  std::int64_t ordinal_ = -1;      ///< packet_'s place in the file; -1: reading has not begun
  bool packet_waits_ = false;      ///< packet_ is read but not yet decoded
  bool draining_ = false;          ///< the file's end was reached
  std::int64_t first_usable_ = 0;  ///< frames before the key frame decoding started at may be damaged
  bool must_be_whole_ = false;     ///< that one is still to come out, and must not lean on earlier ones
  std::int64_t last_number_ = -1;  ///< the frame that came out last; -1: a seek is due
  std::int64_t wanted_ = -1;
  bool sketching_ = false;
  std::int64_t decode_calls_ = 0;
};

}  // namespace solopose
