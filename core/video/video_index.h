#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/base/job.h"
#include "core/video/video_input.h"

namespace solopose {

/// A packet from which decoding can start, and where it is.
struct KeyFrame {
  /// The first frame, in the order they are shown in, that decoding from here gives whole: its own, or
  /// where that is hidden, the next one.
  std::int64_t number = 0;
  std::int64_t ordinal = 0;
  std::int64_t pts = AV_NOPTS_VALUE;
  std::int64_t dts = AV_NOPTS_VALUE;
  std::int64_t byte_position = -1;  ///< of the packet, or the last one before it that has one
};

/// Which frame of a video each packet holds. Packets are known by their place in the file ("ordinal"), which
/// goes through the decoder as the frame's time stamp. A frame's number is its rank in time by the
/// presentation time stamps where these can be trusted; where they are missing or doubled, or a picture may
/// come as two fields, it is learnt by decoding once. Counted are the frames that a decoder gives out: none
/// that an edit list hides, none that leans on pictures from before the file's first key frame.
struct VideoIndex {
  std::vector<std::int64_t> numbers;  ///< by ordinal; -1: no frame that is counted
  std::vector<std::int64_t> times;    ///< by frame number, in units of the stream's time base; ascending
  std::vector<KeyFrame> keys;         ///< by frame number; never empty, the first has number 0
  std::unordered_map<std::uint64_t, std::int64_t> ordinals;  ///< by packet_mark(); those that occur once

  /// -1 when its frame is not counted, or there is no such packet.
  std::int64_t number_of(std::int64_t ordinal) const;
  /// Which packet of the file this is, wherever reading began; none when several look like it.
  std::optional<std::int64_t> ordinal_of(const AVPacket& packet) const;
  /// Position in `keys` of the last one at or before a frame.
  std::size_t key_before(std::int64_t number) const;
};

/// Read a whole stream from its first packet on; leaves the input at its end.
/// @throws Error naming the file when there is no frame in it or nobody can say when frames are shown.
/// @throws Cancelled
VideoIndex index_video(VideoInput& input, const std::filesystem::path& file, const JobContext& context);

}  // namespace solopose
