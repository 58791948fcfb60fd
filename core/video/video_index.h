#pragma once

#include <cstdint>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "core/base/job.h"
#include "core/video/libav.h"

namespace solopose {

/// A frame from which decoding can start, and where its packet is.
struct KeyFrame {
  std::int64_t number = 0;   ///< the frame's rank in time
  std::int64_t ordinal = 0;  ///< its packet's place among the stream's packets
  std::int64_t pts = AV_NOPTS_VALUE;
  std::int64_t dts = AV_NOPTS_VALUE;
  std::int64_t byte_position = -1;
};

/// Where the frame of a packet stands.
struct IndexedPacket {
  std::int64_t number = -1;  ///< -1: its frame is not shown
  std::int64_t ordinal = 0;
};

/// Which frame of a video each packet holds, found by reading all packets once. A frame's number is the rank
/// of its presentation time stamp. Packets are known by a stamp that stays with the frame through the
/// decoder: the presentation time stamp, or the decoding one where the former are missing or doubled (AVI,
/// fields as packets of their own); then the order is learnt by decoding once. Not counted: frames shown
/// before the first key frame and those an edit list cuts off, which no decoder gives out.
struct VideoIndex {
  bool stamped_by_dts = false;
  std::unordered_map<std::int64_t, IndexedPacket> packets;  ///< by stamp
  std::vector<std::int64_t> times;  ///< by frame number, in units of the stream's time base
  std::vector<KeyFrame> keys;       ///< by frame number; never empty

  std::int64_t stamp_of(const AVPacket& packet) const { return stamped_by_dts ? packet.dts : packet.pts; }
  /// Position in `keys` of the last one at or before a frame.
  std::size_t key_before(std::int64_t number) const;
};

/// Read a whole stream; leaves the input at its end. @throws Error naming the file when there is no frame in
/// it.
/// @throws Cancelled
VideoIndex index_video(AVFormatContext& input, const AVStream& stream, const std::filesystem::path& file,
                       const JobContext& context);

}  // namespace solopose
