#include "core/video/video_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/video/image_folder.h"
#include "core/video/media_names.h"
#include "core/video/video_file.h"

namespace solopose {

namespace {

std::unique_ptr<FrameSource> open_source(const std::filesystem::path& path, const VideoReaderOptions& options,
                                         const JobContext& context) {
  std::error_code failure;
  const bool folder = std::filesystem::is_directory(path, failure);
  if (!folder && !std::filesystem::exists(path, failure))
    throw Error(fmt::format("{}: there is no such file or folder", path.string()));
  if (!(options.pictures_fps > 0))
    throw Error(fmt::format("frames a second: expected a number above 0, found {}", options.pictures_fps));
  if (folder || is_picture_name(path))
    return std::make_unique<ImageFolder>(path, options.pictures_fps, context);
  return std::make_unique<VideoFile>(path, context);
}

}  // namespace

VideoReader::VideoReader(std::filesystem::path path, const VideoReaderOptions& options,
                         const JobContext& context)
    : path_(std::move(path)),
      source_(open_source(path_, options, context)),
      converter_(width(), height(), source_->info().turn),
      cache_(options.cache_bytes) {}

void VideoReader::check_number(std::int64_t number) const {
  if (number < 0 || number >= frames())
    throw Error(
        fmt::format("{}: frame: expected one from 0 to {}, found {}", path_.string(), frames() - 1, number));
}

double VideoReader::time_s(std::int64_t number) const {
  check_number(number);
  return source_->info().times_s[static_cast<std::size_t>(number)];
}

std::int64_t VideoReader::frame_at(double seconds) const {
  // Times were rounded to the container's ticks: a frame asked for by its own time must be the one found.
  constexpr double slack_s = 1e-6;
  const auto& times = source_->info().times_s;
  const auto after = std::upper_bound(times.begin(), times.end(), seconds + slack_s);
  return std::max<std::int64_t>(0, after - times.begin() - 1);
}

std::int64_t VideoReader::key_frame_before(std::int64_t number) const {
  check_number(number);
  return source_->key_frame_before(number);
}

template <typename Convert>
auto VideoReader::converted(std::int64_t number, const KeepGoing& keep_going, const Convert& convert) {
  check_number(number);
  const auto frame = decoded(number, keep_going);
  try {
    return convert(*frame);
  } catch (const Error& error) {
    throw Error(fmt::format("{}: frame {}: {}", path_.string(), number, error.what()));
  }
}

Image VideoReader::frame(std::int64_t number, PixelLayout layout, const KeepGoing& keep_going) {
  return converted(number, keep_going,
                   [&](const AVFrame& frame) { return converter_.convert(frame, layout); });
}

void VideoReader::read_part(std::int64_t number, const PictureBox& box, PicturePart& part,
                            PixelLayout layout) {
  converted(number, {}, [&](const AVFrame& frame) { converter_.convert_part(frame, layout, box, part); });
}

libav::SharedFrame VideoReader::decoded(std::int64_t number, const KeepGoing& keep_going) {
  cache_.set_cursor(number);
  if (auto cached = cache_.find(number)) return cached;
  libav::SharedFrame wanted;
  source_->decode(number, [&](std::int64_t found, libav::SharedFrame frame) {
    if (found == number) wanted = frame;
    cache_.insert(found, std::move(frame));
    return !keep_going || keep_going();
  });
  if (!wanted) throw Cancelled();
  return wanted;
}

}  // namespace solopose
