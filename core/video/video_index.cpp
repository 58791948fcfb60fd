#include "core/video/video_index.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

namespace {

struct PacketRecord {
  std::int64_t pts = AV_NOPTS_VALUE;
  std::int64_t dts = AV_NOPTS_VALUE;
  std::int64_t byte_position = -1;
  bool key = false;
  bool shown = true;

  std::int64_t stamp(bool by_dts) const { return by_dts ? dts : pts; }
};

/// VP8 stores its reference pictures as packets of their own; bit 4 of a frame's header tells.
bool is_shown(const AVPacket& packet, AVCodecID codec) {
  if (packet.flags & AV_PKT_FLAG_DISCARD) return false;
  return codec != AV_CODEC_ID_VP8 || packet.size == 0 || (packet.data[0] & 0x10) != 0;
}

std::vector<PacketRecord> read_packets(AVFormatContext& input, const AVStream& stream,
                                       const JobContext& context) {
  std::vector<PacketRecord> records;
  const auto packet = libav::new_packet();
  bool last_is_partial = false;
  while (av_read_frame(&input, packet.get()) >= 0) {
    context.throw_if_stopped();
    if (packet->stream_index == stream.index && packet->size > 0) {
      records.push_back({packet->pts, packet->dts, packet->pos, (packet->flags & AV_PKT_FLAG_KEY) != 0,
                         is_shown(*packet, stream.codecpar->codec_id)});
      last_is_partial = (packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
    }
    av_packet_unref(packet.get());
  }
  if (last_is_partial) records.pop_back();
  return records;
}

/// A decoder starts at a key frame: what comes before it in the file, or is shown before it, never comes out.
void drop_undecodable_start(std::vector<PacketRecord>& records, bool by_dts) {
  const auto key = std::find_if(records.begin(), records.end(), [](const auto& r) { return r.key; });
  if (key == records.end()) return;
  const std::int64_t first = key->stamp(by_dts);
  for (auto record = records.begin(); record != records.end(); ++record) {
    const bool before = record < key || (!by_dts && record->pts != AV_NOPTS_VALUE && record->pts < first);
    if (before) record->shown = false;
  }
}

bool stamps_are_unique(const std::vector<PacketRecord>& records, bool by_dts) {
  std::vector<std::int64_t> stamps;
  for (const auto& record : records)
    if (record.shown) stamps.push_back(record.stamp(by_dts));
  std::sort(stamps.begin(), stamps.end());
  if (!stamps.empty() && stamps.front() == AV_NOPTS_VALUE) return false;
  return std::adjacent_find(stamps.begin(), stamps.end()) == stamps.end();
}

/// Stamps of the shown frames, in the order they are shown in.
std::vector<std::int64_t> order_by_time(const std::vector<PacketRecord>& records) {
  std::vector<std::int64_t> stamps;
  for (const auto& record : records)
    if (record.shown) stamps.push_back(record.pts);
  std::sort(stamps.begin(), stamps.end());
  return stamps;
}

void take_frames(AVCodecContext& codec, AVFrame& frame, std::vector<std::int64_t>& stamps) {
  while (avcodec_receive_frame(&codec, &frame) >= 0) {
    stamps.push_back(frame.pts);
    av_frame_unref(&frame);
  }
}

/// The same learnt from the decoder, for packets that carry decoding times only.
std::vector<std::int64_t> order_by_decoding(AVFormatContext& input, const AVStream& stream,
                                            const std::filesystem::path& file, const JobContext& context) {
  if (!libav::rewind(input, stream)) throw Error(fmt::format("{}: cannot be read twice", file.string()));
  const auto codec = libav::open_decoder(*stream.codecpar, stream.time_base, file);
  const auto packet = libav::new_packet();
  const auto frame = libav::new_frame();
  std::vector<std::int64_t> stamps;
  while (av_read_frame(&input, packet.get()) >= 0) {
    context.throw_if_stopped();
    if (packet->stream_index == stream.index) {
      packet->pts = packet->dts;
      avcodec_send_packet(codec.get(), packet.get());
      take_frames(*codec, *frame, stamps);
    }
    av_packet_unref(packet.get());
  }
  avcodec_send_packet(codec.get(), nullptr);
  take_frames(*codec, *frame, stamps);
  return stamps;
}

VideoIndex number_frames(const std::vector<PacketRecord>& records, const std::vector<std::int64_t>& order,
                         bool by_dts) {
  VideoIndex index;
  index.stamped_by_dts = by_dts;
  for (std::size_t i = 0; i < records.size(); ++i)
    index.packets[records[i].stamp(by_dts)].ordinal = static_cast<std::int64_t>(i);
  for (const std::int64_t stamp : order) {
    const auto found = index.packets.find(stamp);
    if (found == index.packets.end() || found->second.number >= 0) continue;
    found->second.number = static_cast<std::int64_t>(index.times.size());
    index.times.push_back(stamp);
  }
  // By decoding times frames come out as many as went in, only later: the times themselves are still right in
  // order.
  std::sort(index.times.begin(), index.times.end());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto& record = records[i];
    const auto number = index.packets.at(record.stamp(by_dts)).number;
    if (record.key && number >= 0)
      index.keys.push_back(
          {number, static_cast<std::int64_t>(i), record.pts, record.dts, record.byte_position});
  }
  std::sort(index.keys.begin(), index.keys.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return index;
}

}  // namespace

std::size_t VideoIndex::key_before(std::int64_t number) const {
  const auto after = std::upper_bound(keys.begin(), keys.end(), number,
                                      [](std::int64_t n, const KeyFrame& key) { return n < key.number; });
  return after == keys.begin() ? 0 : static_cast<std::size_t>(after - keys.begin()) - 1;
}

VideoIndex index_video(AVFormatContext& input, const AVStream& stream, const std::filesystem::path& file,
                       const JobContext& context) {
  auto records = read_packets(input, stream, context);
  // Interlaced pictures may come as two packets each, so only the decoder knows how many there are.
  const auto order_of_fields = stream.codecpar->field_order;
  const bool fields = order_of_fields != AV_FIELD_PROGRESSIVE && order_of_fields != AV_FIELD_UNKNOWN;
  auto by_pts = records;
  drop_undecodable_start(by_pts, false);
  const bool trust_pts = !fields && stamps_are_unique(by_pts, false);
  if (!trust_pts) drop_undecodable_start(records, true);
  if (!trust_pts && !stamps_are_unique(records, true))
    throw FormatError(file, "time stamps", "one for every frame",
                      "frames without any or with the same; remux the video, e.g. into mp4");
  VideoIndex index = trust_pts
                         ? number_frames(by_pts, order_by_time(by_pts), false)
                         : number_frames(records, order_by_decoding(input, stream, file, context), true);
  if (index.keys.empty())
    throw FormatError(file, "video stream", "at least one key frame",
                      fmt::format("{} packets and none", records.size()));
  return index;
}

}  // namespace solopose
