#include "core/video/video_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/video/video_info.h"

namespace solopose {

namespace {

/// Going on to a frame a little past the next key frame costs less than emptying the decoder.
constexpr std::int64_t short_way = 8;
/// Some decoders give a frame out late when a stream does not say how far frames are reordered.
constexpr std::int64_t reordering = 16;
/// A decoder that fails this often without a frame in between will not recover.
constexpr int most_failures = 1000;
/// Streams with gradual refresh are whole only some of their key frames later: how many of them back to
/// start.
constexpr std::size_t key_frames_back[] = {0, 1, 4};
/// After a seek, packets that the index does not know for sure may come first, but not for long.
constexpr int most_unrecognised = 500;
constexpr std::int64_t unrecognised = -2;

/// What a key frame of a stream with gradual refresh is: it leans on what decoding from it does not have.
bool is_predicted(const AVFrame& frame) {
  return frame.pict_type == AV_PICTURE_TYPE_P || frame.pict_type == AV_PICTURE_TYPE_B;
}

}  // namespace

VideoFile::VideoFile(std::filesystem::path file, const JobContext& context) : file_(std::move(file)) {
  input_.emplace(file_, context.stop);
  std::error_code failure;
  size_ = std::filesystem::file_size(file_, failure);
  if (!failure) written_ = std::filesystem::last_write_time(file_, failure);
  if (failure) throw Error(fmt::format("{}: cannot be opened: {}", file_.string(), failure.message()));
  index_ = std::make_shared<const VideoIndex>(index_video(*input_, file_, context));
  info_ = describe_video(*input_, *index_);
  codec_ = libav::open_decoder(*input_->stream().codecpar, input_->stream().time_base, file_);
}

VideoFile::VideoFile(const VideoFile& other, Sketch)
    : file_(other.file_),
      size_(other.size_),
      written_(other.written_),
      index_(other.index_),
      info_(other.info_),
      sketching_(true) {
  throw_if_changed();
  input_.emplace(file_);
  codec_ = libav::open_decoder(*input_->stream().codecpar, input_->stream().time_base, file_, 1);
  codec_->skip_loop_filter = AVDISCARD_ALL;
}

std::unique_ptr<FrameSource> VideoFile::sketching() const {
  return std::unique_ptr<FrameSource>(new VideoFile(*this, Sketch{}));
}

std::int64_t VideoFile::key_frame_before(std::int64_t number) const {
  return index_->keys[index_->key_before(number)].number;
}

void VideoFile::throw_if_changed() const {
  std::error_code failure;
  const auto size = std::filesystem::file_size(file_, failure);
  if (failure) throw Error(fmt::format("{}: can no longer be read: {}", file_.string(), failure.message()));
  const auto written = std::filesystem::last_write_time(file_, failure);
  if (size != size_ || failure || written != written_)
    throw Error(fmt::format("{}: has changed since it was opened; open it again", file_.string()));
}

void VideoFile::decode(std::int64_t number, const Sink& sink) {
  throw_if_changed();
  wanted_ = number;
  if (can_go_on_to(number)) {
    if (decode_on_to(number, sink) != Outcome::missed) return;
  }
  const std::size_t nearest = index_->key_before(number);
  for (const std::size_t back : key_frames_back) {
    start_at(nearest - std::min(back, nearest));
    first_usable_ = index_->keys[nearest].number;
    must_be_whole_ = back == 0 && nearest > 0 && is_shown(index_->keys[nearest]);
    if (decode_on_to(number, sink) != Outcome::missed) return;
    if (back >= nearest) break;
  }
  last_number_ = -1;
  throw Error(
      fmt::format("{}: frame {}: cannot be decoded, the file is damaged there", file_.string(), number));
}

bool VideoFile::is_shown(const KeyFrame& key) const { return index_->number_of(key.ordinal) == key.number; }

bool VideoFile::can_go_on_to(std::int64_t number) const {
  return last_number_ >= 0 && number > last_number_ &&
         (key_frame_before(number) <= last_number_ || number - last_number_ <= short_way);
}

/// After this the packet of the key frame is the next one the decoder gets.
void VideoFile::start_at(std::size_t key) {
  avcodec_flush_buffers(codec_.get());
  draining_ = packet_waits_ = false;
  const KeyFrame& target = index_->keys[key];
  last_number_ = target.number;
  const KeyFrame& earlier = index_->keys[key == 0 ? 0 : key - 1];
  if (seek_to(target) && read_up_to(target)) return;
  if (earlier.ordinal < target.ordinal && seek_to(earlier) && read_up_to(target)) return;
  // Where a container's own way of seeking is wrong: from the start every packet comes by, in its place.
  input_.emplace(file_);
  ordinal_ = -1;
  if (read_up_to(target)) return;
  last_number_ = -1;
  throw Error(fmt::format("{}: frame {}: its key frame cannot be read again", file_.string(), target.number));
}

/// Nobody knows then where the input stands until a packet is recognised.
bool VideoFile::seek_to(const KeyFrame& key) {
  ordinal_ = unrecognised;
  if (input_->prefers_bytes() && key.byte_position >= 0)
    return input_->seek(key.byte_position, AVSEEK_FLAG_BYTE);
  for (const std::int64_t time : {key.pts, key.dts})
    if (time != AV_NOPTS_VALUE && input_->seek(time, AVSEEK_FLAG_BACKWARD)) return true;
  return false;
}

/// False when reading began past the key frame, or among packets the index does not know.
bool VideoFile::read_up_to(const KeyFrame& key) {
  for (int unknown = 0; unknown < most_unrecognised && read_packet();) {
    if (ordinal_ > key.ordinal) return false;
    if (ordinal_ == key.ordinal) return packet_waits_ = true;
    if (ordinal_ == unrecognised) ++unknown;
  }
  return false;
}

bool VideoFile::read_packet() {
  if (!input_->read(*packet_)) return false;
  if (ordinal_ == unrecognised)
    ordinal_ = index_->ordinal_of(*packet_).value_or(unrecognised);
  else
    ++ordinal_;
  return true;
}

VideoFile::Outcome VideoFile::decode_on_to(std::int64_t number, const Sink& sink) {
  while (true) {
    auto frame = libav::new_frame();
    if (!next_frame(*frame)) {
      last_number_ = -1;
      return Outcome::missed;
    }
    const std::int64_t found = index_->number_of(frame->pts);
    if (found < first_usable_) continue;
    if (std::exchange(must_be_whole_, false) && (found != first_usable_ || is_predicted(*frame)))
      return Outcome::missed;
    last_number_ = found;
    // The container says how its frames are turned, for all of them.
    av_frame_remove_side_data(frame.get(), AV_FRAME_DATA_DISPLAYMATRIX);
    const bool wanted = sink(found, libav::SharedFrame(frame.release(), libav::FreeFrame{}));
    if (found == number) return Outcome::found;
    if (!wanted) return Outcome::given_up;
    if (found > number + reordering) return Outcome::missed;
  }
}

/// False at the end of the file, or when the decoder only fails.
bool VideoFile::next_frame(AVFrame& frame) {
  for (int failures = 0; failures < most_failures;) {
    const int result = avcodec_receive_frame(codec_.get(), &frame);
    if (result >= 0) return true;
    if (result == AVERROR_EOF) return false;
    if (result == AVERROR(ENOMEM))
      throw Error(fmt::format("{}: not enough memory to decode", file_.string()));
    // A damaged packet costs its own frame only; that it is missing shows when somebody asks for it.
    if (result == AVERROR(EAGAIN))
      feed_decoder();
    else
      ++failures;
  }
  return false;
}

void VideoFile::feed_decoder() {
  if (!packet_waits_ && !draining_) packet_waits_ = read_packet();
  if (!packet_waits_) {
    draining_ = true;
    avcodec_send_packet(codec_.get(), nullptr);
    return;
  }
  packet_->pts = ordinal_;
  const std::int64_t number = index_->number_of(ordinal_);
  // A second field, which has no frame of its own, goes with the first.
  if (sketching_ && number >= 0)
    codec_->skip_frame = number == wanted_ ? AVDISCARD_DEFAULT : AVDISCARD_NONREF;
  ++decode_calls_;
  avcodec_send_packet(codec_.get(), packet_.get());
  packet_waits_ = false;
}

}  // namespace solopose
