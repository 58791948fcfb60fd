#include "core/video/frame_service.h"

#include <cstdlib>
#include <iterator>
#include <utility>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace solopose {

namespace {

std::int64_t distance(std::int64_t a, std::int64_t b) { return std::abs(a - b); }

/// The calling thread gives way to who waits for frames, and to long work, without being starved by it.
void give_way() {
#ifdef __linux__
  constexpr int niceness = 15;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);  // Linux: of this thread alone
#endif
}

}  // namespace

FrameService::FrameService(VideoReader reader, const FrameServiceOptions& options, Receiver receiver)
    : reader_(std::move(reader)), options_(options), receiver_(std::move(receiver)) {
  const ThumbnailOptions& thumbnails = options_.thumbnails;
  if (thumbnails.most_bytes > 0) strip_ = std::make_unique<ThumbnailStrip>(reader_.info(), thumbnails);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  if (strip_) sketcher_ = std::jthread([this](const std::stop_token& stop) { sketch(stop); });
}

FrameService::~FrameService() {
  sketcher_.request_stop();
  thread_.request_stop();
  thread_.join();
  set_serving(false);
}

void FrameService::request(std::int64_t number) {
  {
    const std::scoped_lock lock(mutex_);
    pending_ = number;
  }
  wake_.notify_one();
}

std::shared_ptr<const Image> FrameService::picture(std::int64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto found = pictures_.find(number);
  return found == pictures_.end() ? nullptr : found->second;
}

NearPicture FrameService::nearest(std::int64_t number) const {
  NearPicture best;
  {
    const std::scoped_lock lock(mutex_);
    const auto after = pictures_.lower_bound(number);
    if (after != pictures_.end()) best = {after->first, after->second, false};
    if (after != pictures_.begin()) {
      const auto before = std::prev(after);
      if (!best.image || distance(before->first, number) < distance(best.number, number))
        best = {before->first, before->second, false};
    }
  }
  if (!strip_) return best;
  Thumbnail thumbnail = strip_->nearest(number);
  if (thumbnail.image && (!best.image || distance(thumbnail.number, number) < distance(best.number, number)))
    best = {thumbnail.number, std::move(thumbnail.image), true};
  return best;
}

std::size_t FrameService::picture_bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

bool FrameService::is_pending() const {
  const std::scoped_lock lock(mutex_);
  return pending_.has_value();
}

void FrameService::run(const std::stop_token& stop) {
  const auto keep_going = [this, &stop] { return !stop.stop_requested() && !is_pending(); };
  while (true) {
    std::int64_t number = 0;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return pending_.has_value(); })) return;
      number = *std::exchange(pending_, std::nullopt);
      if (number != cursor_) direction_ = number > cursor_ ? 1 : -1;
      cursor_ = number;
    }
    try {
      set_serving(true);
      serve(number, keep_going);
      set_serving(false);
      decode_ahead(number, keep_going);
    } catch (const Cancelled&) {
      set_serving(is_pending());  // a newer request, or the end
    }
  }
}

void FrameService::set_serving(bool serving) {
  serving_ = serving;
  if (!serving) serving_.notify_all();
}

void FrameService::sketch(const std::stop_token& stop) {
  give_way();
  try {
    strip_->build(*reader_.sketching_source(), [this, &stop] {
      serving_.wait(true);
      return !stop.stop_requested();
    });
  } catch (const std::exception&) {
    return;  // whoever asks for a frame is told what is wrong with the file
  }
}

void FrameService::serve(std::int64_t number, const VideoReader::KeepGoing& keep_going) {
  try {
    preview(number, keep_going);
    receiver_({number, number, make(number, keep_going), {}});
  } catch (const std::exception& error) {
    if (dynamic_cast<const Cancelled*>(&error)) throw;
    receiver_({number, number, nullptr, error.what()});
    throw Cancelled();  // nothing to decode ahead of
  }
}

void FrameService::preview(std::int64_t number, const VideoReader::KeepGoing& keep_going) {
  if (options_.preview_distance <= 0 || picture(number) || reader_.is_cached(number)) return;
  const std::int64_t key = reader_.key_frame_before(number);
  // While frames just before the wanted one are at hand, going on from them is nearer than any preview.
  const std::int64_t near = number - options_.preview_distance;
  if (key >= near) return;
  if (strip_) {
    const Thumbnail thumbnail = strip_->nearest(number);
    if (thumbnail.image && distance(thumbnail.number, number) <= number - key) return;
  }
  for (std::int64_t before = near; before < number; ++before)
    if (reader_.is_cached(before)) return;
  receiver_({number, key, make(key, keep_going), {}});
}

void FrameService::decode_ahead(std::int64_t number, const VideoReader::KeepGoing& keep_going) {
  std::size_t room = options_.picture_bytes;
  for (int step = 1; step <= options_.frames_ahead && keep_going(); ++step) {
    const std::int64_t next = number + direction_ * step;
    if (next < 0 || next >= reader_.frames()) return;
    if (!reader_.has_picture(next)) continue;
    std::shared_ptr<const Image> image;
    try {
      image = make(next, keep_going);
    } catch (const Error&) {
      return;  // told when somebody asks for that frame
    }
    // Half the memory ahead, half behind: more would push out what was decoded for nothing.
    if (room < 2 * image->bytes.size()) return;
    room -= 2 * image->bytes.size();
  }
}

std::shared_ptr<const Image> FrameService::make(std::int64_t number,
                                                const VideoReader::KeepGoing& keep_going) {
  if (auto ready = picture(number)) return ready;
  auto image = std::make_shared<const Image>(reader_.frame(number, options_.layout, keep_going));
  keep(number, image);
  return image;
}

void FrameService::keep(std::int64_t number, std::shared_ptr<const Image> image) {
  const std::scoped_lock lock(mutex_);
  bytes_ += image->bytes.size();
  pictures_.emplace(number, std::move(image));
  while (bytes_ > options_.picture_bytes && pictures_.size() > 1) {
    const auto first = pictures_.begin();
    const auto last = std::prev(pictures_.end());
    const auto victim = cursor_ - first->first >= last->first - cursor_ ? first : last;
    bytes_ -= victim->second->bytes.size();
    pictures_.erase(victim);
  }
}

}  // namespace solopose
