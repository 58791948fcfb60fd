#include "core/video/video_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/video/video_info.h"

namespace solopose {

namespace {

/// Containers of video, by libav's names. Playlists and lists of other files are not among them: a hostile
/// one could name any file of the machine.
constexpr const char* containers =
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,ogg,asf,gif,h264,hevc,m4v,mxf,ivf,dv,wtv,nut,rm,apng";
/// Going on to a frame a little past the next key frame costs less than emptying the decoder.
constexpr std::int64_t short_way = 8;
/// Some decoders give a frame out late when a stream does not say how far frames are reordered.
constexpr std::int64_t reordering = 16;
/// A decoder that fails this often without a frame in between will not recover.
constexpr int most_failures = 1000;
/// Streams with gradual refresh are whole only some key frames later: how many of them back to try.
constexpr std::size_t key_frames_back[] = {0, 1, 4};

struct Options {
  AVDictionary* entries = nullptr;
  Options() {
    av_dict_set(&entries, "format_whitelist", containers, 0);
    av_dict_set(&entries, "protocol_whitelist", "file", 0);
  }
  ~Options() { av_dict_free(&entries); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
};

}  // namespace

VideoFile::VideoFile(std::filesystem::path file, const JobContext& context) : file_(std::move(file)) {
  libav::keep_quiet();
  std::error_code failure;
  size_ = std::filesystem::file_size(file_, failure);
  if (!failure) written_ = std::filesystem::last_write_time(file_, failure);
  if (failure) throw Error(fmt::format("{}: cannot be opened: {}", file_.string(), failure.message()));
  open_input();
  index_ = std::make_shared<const VideoIndex>(index_video(*input_, *stream_, file_, context));
  info_ = describe_video(*input_, *stream_, *index_);
  codec_ = libav::open_decoder(*stream_->codecpar, stream_->time_base, file_);
}

VideoFile::VideoFile(const VideoFile& other, Sketch)
    : file_(other.file_),
      size_(other.size_),
      written_(other.written_),
      index_(other.index_),
      info_(other.info_),
      sketching_(true) {
  throw_if_changed();
  open_input();
  codec_ = libav::open_decoder(*stream_->codecpar, stream_->time_base, file_, 1);
  codec_->skip_loop_filter = AVDISCARD_ALL;
}

std::unique_ptr<FrameSource> VideoFile::sketching() const {
  return std::unique_ptr<FrameSource>(new VideoFile(*this, Sketch{}));
}

void VideoFile::open_input() {
  Options options;
  AVFormatContext* opened = nullptr;
  libav::check(avformat_open_input(&opened, libav::url_of(file_).c_str(), nullptr, &options.entries), file_,
               "cannot be read as a video");
  input_.reset(opened);
  libav::check(avformat_find_stream_info(opened, nullptr), file_, "cannot be read as a video");
  const int best = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (best < 0)
    throw FormatError(file_, "streams", "a video stream",
                      fmt::format("{} streams without video", opened->nb_streams));
  for (unsigned int i = 0; i < opened->nb_streams; ++i)
    opened->streams[i]->discard = static_cast<int>(i) == best ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  stream_ = opened->streams[best];
  if (stream_->codecpar->width <= 0 || stream_->codecpar->height <= 0)
    throw FormatError(file_, "video stream", "a size",
                      fmt::format("{} x {}", stream_->codecpar->width, stream_->codecpar->height));
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
    if (back > nearest) break;
    start_at(nearest - back);
    if (decode_on_to(number, sink) != Outcome::missed) return;
  }
  last_number_ = -1;
  throw Error(
      fmt::format("{}: frame {}: cannot be decoded, the file is damaged there", file_.string(), number));
}

bool VideoFile::can_go_on_to(std::int64_t number) const {
  return last_number_ >= 0 && number > last_number_ &&
         (key_frame_before(number) <= last_number_ || number - last_number_ <= short_way);
}

/// After this the packet of the key frame is the next one the decoder gets.
void VideoFile::start_at(std::size_t key) {
  avcodec_flush_buffers(codec_.get());
  draining_ = packet_waits_ = false;
  first_usable_ = last_number_ = index_->keys[key].number;
  const KeyFrame& target = index_->keys[key];
  const bool by_bytes = (input_->iformat->flags & AVFMT_TS_DISCONT) &&
                        !(input_->iformat->flags & AVFMT_NO_BYTE_SEEK) && target.byte_position >= 0;
  if (by_bytes && seek(target.byte_position, AVSEEK_FLAG_BYTE) && read_up_to(target)) return;
  for (const std::int64_t time : {target.pts, target.dts})
    if (time != AV_NOPTS_VALUE && seek(time, AVSEEK_FLAG_BACKWARD) && read_up_to(target)) return;
  // Containers whose own seek tables are wrong: from the start every packet comes by.
  if (libav::rewind(*input_, *stream_) && read_up_to(target)) return;
  last_number_ = -1;
  throw Error(fmt::format("{}: frame {}: its key frame cannot be read again", file_.string(), target.number));
}

bool VideoFile::seek(std::int64_t time, int flags) {
  return av_seek_frame(input_.get(), stream_->index, time, flags) >= 0;
}

/// False when the seek went past the key frame, or to packets the index does not know.
bool VideoFile::read_up_to(const KeyFrame& key) {
  while (read_packet()) {
    const auto known = index_->packets.find(index_->stamp_of(*packet_));
    if (known == index_->packets.end()) continue;
    if (known->second.ordinal > key.ordinal) return false;
    if (known->second.ordinal == key.ordinal) return packet_waits_ = true;
  }
  return false;
}

bool VideoFile::read_packet() {
  do {
    av_packet_unref(packet_.get());
    if (av_read_frame(input_.get(), packet_.get()) < 0) return false;
  } while (packet_->stream_index != stream_->index);
  return true;
}

VideoFile::Outcome VideoFile::decode_on_to(std::int64_t number, const Sink& sink) {
  while (true) {
    auto frame = libav::new_frame();
    if (!next_frame(*frame)) {
      last_number_ = -1;
      return Outcome::missed;
    }
    const auto known = index_->packets.find(frame->pts);
    if (known == index_->packets.end() || known->second.number < first_usable_) continue;
    const std::int64_t found = known->second.number;
    last_number_ = found;
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
  packet_->pts = index_->stamp_of(*packet_);
  if (sketching_) {
    const auto known = index_->packets.find(packet_->pts);
    const bool wanted = known != index_->packets.end() && known->second.number == wanted_;
    codec_->skip_frame = wanted ? AVDISCARD_DEFAULT : AVDISCARD_NONREF;
  }
  ++decode_calls_;
  avcodec_send_packet(codec_.get(), packet_.get());
  packet_waits_ = false;
}

}  // namespace solopose
