#include "core/video/video_input.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

namespace {

/// Containers of video, by libav's names. Playlists and lists of other files are not among them: a hostile
/// one could name any file of the machine.
constexpr const char* containers = "mov,matroska,avi,mpegts,mpeg,flv,ogg,asf,gif,mxf,ivf,dv,wtv,nut,rm,apng";
/// Known so that they can be refused in words that help.
constexpr std::array<std::string_view, 7> bare_streams{"mpegvideo", "h264", "hevc", "m4v",
                                                       "mjpeg",     "obu",  "vc1"};

struct Options {
  AVDictionary* entries = nullptr;
  Options() {
    av_dict_set(&entries, "format_whitelist",
                fmt::format("{},{}", containers, fmt::join(bare_streams, ",")).c_str(), 0);
    av_dict_set(&entries, "protocol_whitelist", "file", 0);
  }
  ~Options() { av_dict_free(&entries); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
};

void require_regular(const std::filesystem::path& file) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (failure) throw Error(fmt::format("{}: cannot be opened: {}", file.string(), failure.message()));
  if (!std::filesystem::is_regular_file(status))
    throw Error(fmt::format("{}: is neither a file nor a folder: a pipe, a device or a socket is no video",
                            file.string()));
}

bool is_bare_stream(const AVFormatContext& input) {
  return std::find(bare_streams.begin(), bare_streams.end(), input.iformat->name) != bare_streams.end();
}

[[noreturn]] void refuse_bare_stream(const std::filesystem::path& file, const AVStream& stream) {
  const std::string name = file.filename().string();
  throw Error(fmt::format(
      "{}: is a bare {} stream, which does not say when its frames are shown; put it into a container with "
      "its rate, e.g. ffmpeg -framerate 30 -i \"{}\" \"{}.mp4\" where it runs at 30 frames a second",
      file.string(), avcodec_get_name(stream.codecpar->codec_id), name, file.stem().string()));
}

}  // namespace

VideoInput::VideoInput(const std::filesystem::path& file, const std::stop_token& stop) : stop_(stop) {
  libav::keep_quiet();
  require_regular(file);
  try {
    open(file);
  } catch (const Error&) {
    if (stop_.stop_requested()) throw Cancelled();
    throw;
  }
  stop_ = {};  // it ends the opening, not what comes after
  choose_stream(file);
  if (is_bare_stream(*container_)) refuse_bare_stream(file, *stream_);
}

int VideoInput::is_stopped(void* input) {
  return static_cast<const VideoInput*>(input)->stop_.stop_requested() ? 1 : 0;
}

void VideoInput::open(const std::filesystem::path& file) {
  Options options;
  AVFormatContext* opened = avformat_alloc_context();
  if (!opened) throw std::bad_alloc();
  opened->interrupt_callback = {&VideoInput::is_stopped, this};
  libav::check(avformat_open_input(&opened, libav::url_of(file).c_str(), nullptr, &options.entries), file,
               "cannot be read as a video");
  container_.reset(opened);
  libav::check(avformat_find_stream_info(opened, nullptr), file, "cannot be read as a video");
}

void VideoInput::choose_stream(const std::filesystem::path& file) {
  const int best = av_find_best_stream(container_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (best < 0)
    throw FormatError(file, "streams", "a video stream",
                      fmt::format("{} streams without video", container_->nb_streams));
  for (unsigned int i = 0; i < container_->nb_streams; ++i)
    container_->streams[i]->discard = static_cast<int>(i) == best ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  stream_ = container_->streams[best];
  if (stream_->codecpar->width <= 0 || stream_->codecpar->height <= 0)
    throw FormatError(file, "video stream", "a size",
                      fmt::format("{} x {}", stream_->codecpar->width, stream_->codecpar->height));
}

/// An empty packet would tell a decoder that the stream has ended.
bool VideoInput::read(AVPacket& packet) {
  do {
    av_packet_unref(&packet);
    if (av_read_frame(container_.get(), &packet) < 0) return false;
  } while (packet.stream_index != stream_->index || packet.size == 0);
  keep_palette(packet);
  return true;
}

/// It comes once, with the first packet that is read, and is gone for a decoder that starts later.
void VideoInput::keep_palette(AVPacket& packet) {
  std::size_t size = 0;
  const auto* palette = av_packet_get_side_data(&packet, AV_PKT_DATA_PALETTE, &size);
  if (palette) palette_.assign(palette, palette + size);
  if (palette || palette_.empty()) return;
  auto* copy = av_packet_new_side_data(&packet, AV_PKT_DATA_PALETTE, palette_.size());
  if (!copy) throw std::bad_alloc();
  std::copy(palette_.begin(), palette_.end(), copy);
}

bool VideoInput::seek(std::int64_t place, int flags) {
  return av_seek_frame(container_.get(), stream_->index, place, flags) >= 0;
}

bool VideoInput::prefers_bytes() const {
  const int flags = container_->iformat->flags;
  return (flags & AVFMT_TS_DISCONT) && !(flags & AVFMT_NO_BYTE_SEEK);
}

}  // namespace solopose
