#include "core/video/video_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/video/field_probe.h"

namespace solopose {

namespace {

constexpr std::int64_t unknown = AV_NOPTS_VALUE;
/// Decoders hold back 16 frames, which may be two fields each: what lies farther from its place in the file
/// is not reordered, its time starts anew.
constexpr std::int64_t farthest_reordering = 64;

struct PacketRecord {
  std::int64_t pts = unknown;
  std::int64_t dts = unknown;
  std::int64_t byte_position = -1;
  bool key = false;
  bool shown = true;
  bool may_be_field = false;
};
using Records = std::vector<PacketRecord>;
/// Places of packets in the file.
using Ordinals = std::vector<std::int64_t>;

/// Tells packets apart, and does not change with the place that reading began at, as decoding times do.
std::uint64_t packet_mark(const AVPacket& packet) {
  const std::array<std::int64_t, 2> place{packet.pts, packet.pos};
  const auto seed = checksum_of({reinterpret_cast<const std::uint8_t*>(place.data()), sizeof place});
  return checksum_of({packet.data, static_cast<std::size_t>(packet.size)}, seed);
}

/// VP8 stores its reference pictures as packets of their own; bit 4 of a frame's header tells.
bool is_shown(const AVPacket& packet, AVCodecID codec) {
  if (packet.flags & AV_PKT_FLAG_DISCARD) return false;
  return codec != AV_CODEC_ID_VP8 || (packet.data[0] & 0x10) != 0;
}

/// Fills the marks of the index.
Records read_packets(VideoInput& input, VideoIndex& index, const JobContext& context) {
  Records records;
  FieldProbe probe(input.stream());
  std::vector<std::uint64_t> doubled;
  const auto packet = libav::new_packet();
  bool last_is_partial = false;
  while (input.read(*packet)) {
    context.throw_if_stopped();
    const auto mark = packet_mark(*packet);
    if (!index.ordinals.emplace(mark, std::ssize(records)).second) doubled.push_back(mark);
    records.push_back({packet->pts, packet->dts, packet->pos, (packet->flags & AV_PKT_FLAG_KEY) != 0,
                       is_shown(*packet, input.stream().codecpar->codec_id), probe.may_be_field(*packet)});
    last_is_partial = (packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
  }
  for (const auto mark : doubled) index.ordinals.erase(mark);
  if (last_is_partial) records.pop_back();
  return records;
}

Ordinals in_order_of_time(const Records& records) {
  Ordinals order;
  for (std::int64_t i = 0; i < std::ssize(records); ++i)
    if (records[static_cast<std::size_t>(i)].shown) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    return records[static_cast<std::size_t>(a)].pts < records[static_cast<std::size_t>(b)].pts;
  });
  return order;
}

/// Whether presentation times tell what is shown when: each shown packet is a picture and has a time of its
/// own, not far from those of its neighbours in the file.
bool can_trust_times(const Records& records, const Ordinals& by_time) {
  const auto pts = [&](std::size_t i) { return records[static_cast<std::size_t>(by_time[i])].pts; };
  if (std::any_of(records.begin(), records.end(), [](const auto& r) { return r.may_be_field; })) return false;
  Ordinals in_file = by_time;
  std::sort(in_file.begin(), in_file.end());
  for (std::size_t i = 0; i < by_time.size(); ++i) {
    if (pts(i) == unknown || (i > 0 && pts(i) == pts(i - 1))) return false;
    const auto place = std::lower_bound(in_file.begin(), in_file.end(), by_time[i]) - in_file.begin();
    if (std::abs(place - static_cast<std::int64_t>(i)) > farthest_reordering) return false;
  }
  return !by_time.empty();
}

/// Streams copied out of a file without times (a bare stream) have their decoding times in both places.
bool repeats_decoding_times(const Records& records, const AVStream& stream) {
  return stream.codecpar->video_delay > 0 &&
         std::all_of(records.begin(), records.end(), [](const auto& r) { return r.pts == r.dts; });
}

void take_frames(AVCodecContext& codec, AVFrame& frame, Ordinals& order) {
  while (avcodec_receive_frame(&codec, &frame) >= 0) {
    order.push_back(frame.pts);
    av_frame_unref(&frame);
  }
}

/// The packets from `first` to before `end` whose frames a decoder gives out, in its order, each once.
Ordinals in_order_of_decoding(const std::filesystem::path& file, std::int64_t first, std::int64_t end,
                              const JobContext& context) {
  VideoInput input(file, context.stop);
  const auto codec = libav::open_decoder(*input.stream().codecpar, input.stream().time_base, file);
  const auto packet = libav::new_packet();
  const auto frame = libav::new_frame();
  Ordinals order;
  for (std::int64_t ordinal = 0; ordinal < end && input.read(*packet); ++ordinal) {
    context.throw_if_stopped();
    if (ordinal < first) continue;
    packet->pts = ordinal;
    avcodec_send_packet(codec.get(), packet.get());
    take_frames(*codec, *frame, order);
  }
  avcodec_send_packet(codec.get(), nullptr);
  take_frames(*codec, *frame, order);
  std::vector<bool> taken(static_cast<std::size_t>(end));
  std::erase_if(order, [&](std::int64_t ordinal) {
    if (ordinal < first || ordinal >= end || taken[static_cast<std::size_t>(ordinal)]) return true;
    taken[static_cast<std::size_t>(ordinal)] = true;
    return false;
  });
  return order;
}

/// A decoder starts at a key frame: what comes before it in the file never comes out, and what is shown
/// before it only where it leans on nothing earlier.
void hide_undecodable_start(Records& records, std::int64_t first_key, const std::filesystem::path& file,
                            const JobContext& context) {
  const std::int64_t start = records[static_cast<std::size_t>(first_key)].pts;
  Ordinals leading;
  for (std::int64_t i = 0; i < std::ssize(records); ++i) {
    PacketRecord& record = records[static_cast<std::size_t>(i)];
    if (i < first_key) record.shown = false;
    if (record.shown && record.pts != unknown && record.pts < start) leading.push_back(i);
  }
  if (leading.empty()) return;
  for (const std::int64_t i : leading) records[static_cast<std::size_t>(i)].shown = false;
  for (const std::int64_t i : in_order_of_decoding(file, first_key, leading.back() + 1, context)) {
    PacketRecord& record = records[static_cast<std::size_t>(i)];
    if (record.pts != unknown && record.pts < start) record.shown = true;
  }
}

/// Where a stream is cut by bytes, libav guesses the decoding times before the first one that is in the file,
/// and what lies between a key frame and the next that can be decoded is no frame. The first times go back
/// from the first one told behind the key frame, in usual steps.
void mend_start(const Records& records, const Ordinals& in_file, std::vector<std::int64_t>& times) {
  const auto is_told = [&](std::int64_t ordinal) {
    const PacketRecord& record = records[static_cast<std::size_t>(ordinal)];
    return record.pts != unknown && record.byte_position >= 0;
  };
  if (times.size() < 3) return;
  const auto told = std::find_if(in_file.begin() + 1, in_file.end(), is_told);
  if (told == in_file.end()) return;
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
  const auto middle = steps.begin() + std::ssize(steps) / 2;
  std::nth_element(steps.begin(), middle, steps.end());
  for (auto i = static_cast<std::size_t>(told - in_file.begin()); i > 0; --i)
    times[i - 1] = times[i] - *middle;
}

bool all_known(const std::vector<std::int64_t>& times) {
  return std::find(times.begin(), times.end(), unknown) == times.end();
}

/// Decoding times come out as many as went in, only earlier: sorted, they are when frames are shown. Empty
/// where two frames have the same.
std::vector<std::int64_t> decoding_times(const Records& records, Ordinals order,
                                         const AVInputFormat& container) {
  std::sort(order.begin(), order.end());
  std::vector<std::int64_t> times;
  for (const std::int64_t ordinal : order) times.push_back(records[static_cast<std::size_t>(ordinal)].dts);
  if (!all_known(times)) return {};
  // Broadcasts and captures are made to be entered anywhere; other containers tell every decoding time.
  if ((container.flags & AVFMT_TS_DISCONT) != 0) mend_start(records, order, times);
  std::sort(times.begin(), times.end());
  const bool each_its_own = std::adjacent_find(times.begin(), times.end()) == times.end();
  return each_its_own ? times : std::vector<std::int64_t>();
}

/// When the frames are shown.
std::vector<std::int64_t> times_of(const Records& records, const Ordinals& order,
                                   const AVInputFormat& container) {
  std::vector<std::int64_t> shown;
  for (const std::int64_t ordinal : order) shown.push_back(records[static_cast<std::size_t>(ordinal)].pts);
  const bool make_sense = all_known(shown) && std::is_sorted(shown.begin(), shown.end());
  return make_sense ? shown : decoding_times(records, order, container);
}

/// For streams whose times make no sense, which is said.
std::vector<std::int64_t> even_times(std::size_t frames, const AVStream& stream,
                                     const std::filesystem::path& file, const JobContext& context) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (rate.num <= 0 || rate.den <= 0)
    throw FormatError(file, "time stamps", "one for every frame",
                      "frames without any or with the same; remux the video, e.g. into mp4");
  context.note(
      fmt::format("{}: its time stamps are missing or start anew on the way: {:.5g} frames a second "
                  "are taken for all of it",
                  file.string(), av_q2d(rate)));
  std::vector<std::int64_t> times;
  for (std::size_t i = 0; i < frames; ++i)
    times.push_back(av_rescale_q(static_cast<std::int64_t>(i), av_inv_q(rate), stream.time_base));
  return times;
}

/// Keys whose own frame is hidden stand for the first frame that they open.
void find_keys(const Records& records, const Ordinals& order, VideoIndex& index) {
  std::int64_t position = -1;
  std::size_t opened = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const PacketRecord& record = records[i];
    const auto ordinal = static_cast<std::int64_t>(i);
    if (record.byte_position >= 0) position = record.byte_position;
    if (!record.key) continue;
    const auto comes_before = [&](std::int64_t other) {
      const std::int64_t pts = records[static_cast<std::size_t>(other)].pts;
      return other < ordinal || (pts != unknown && record.pts != unknown && pts < record.pts);
    };
    while (opened < order.size() && comes_before(order[opened])) ++opened;
    const std::int64_t own = index.numbers[i];
    const auto number = own >= 0 ? own : static_cast<std::int64_t>(opened);
    if (number < std::ssize(order)) index.keys.push_back({number, ordinal, record.pts, record.dts, position});
  }
  std::stable_sort(index.keys.begin(), index.keys.end(),
                   [](const auto& a, const auto& b) { return a.number < b.number; });
}

}  // namespace

std::int64_t VideoIndex::number_of(std::int64_t ordinal) const {
  return ordinal < 0 || ordinal >= std::ssize(numbers) ? -1 : numbers[static_cast<std::size_t>(ordinal)];
}

std::optional<std::int64_t> VideoIndex::ordinal_of(const AVPacket& packet) const {
  const auto found = ordinals.find(packet_mark(packet));
  return found == ordinals.end() ? std::nullopt : std::optional(found->second);
}

std::size_t VideoIndex::key_before(std::int64_t number) const {
  const auto after = std::upper_bound(keys.begin(), keys.end(), number,
                                      [](std::int64_t n, const KeyFrame& key) { return n < key.number; });
  return after == keys.begin() ? 0 : static_cast<std::size_t>(after - keys.begin()) - 1;
}

VideoIndex index_video(VideoInput& input, const std::filesystem::path& file, const JobContext& context) {
  VideoIndex index;
  Records records = read_packets(input, index, context);
  const auto key = std::find_if(records.begin(), records.end(), [](const auto& r) { return r.key; });
  if (key == records.end())
    throw FormatError(file, "video stream", "at least one key frame",
                      fmt::format("{} packets and none", records.size()));
  const auto first_key = key - records.begin();
  hide_undecodable_start(records, first_key, file, context);
  Ordinals order = in_order_of_time(records);
  if (repeats_decoding_times(records, input.stream()) || !can_trust_times(records, order))
    order = in_order_of_decoding(file, first_key, std::ssize(records), context);
  if (order.empty())
    throw FormatError(file, "video stream", "at least one frame that can be decoded",
                      fmt::format("{} packets and none", records.size()));
  index.times = times_of(records, order, *input.container().iformat);
  if (index.times.empty()) index.times = even_times(order.size(), input.stream(), file, context);
  index.numbers.assign(records.size(), -1);
  for (std::size_t i = 0; i < order.size(); ++i)
    index.numbers[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
  find_keys(records, order, index);
  index.keys.front().number = 0;  // what is shown before it was seen to come out, too
  return index;
}

}  // namespace solopose
