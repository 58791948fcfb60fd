#include "core/video/frame_cache.h"

#include <iterator>
#include <utility>

namespace solopose {

namespace {

std::size_t bytes_of(const AVFrame& frame) {
  std::size_t bytes = 0;
  for (const AVBufferRef* buffer : frame.buf)
    if (buffer) bytes += static_cast<std::size_t>(buffer->size);
  return bytes;
}

}  // namespace

void FrameCache::insert(std::int64_t number, libav::SharedFrame frame) {
  const std::size_t bytes = bytes_of(*frame);
  if (!frames_.emplace(number, std::move(frame)).second) return;
  bytes_ += bytes;
  while (bytes_ > most_bytes_ && frames_.size() > 1) drop_farthest();
}

libav::SharedFrame FrameCache::find(std::int64_t number) const {
  const auto found = frames_.find(number);
  return found == frames_.end() ? nullptr : found->second;
}

void FrameCache::drop_farthest() {
  const auto first = frames_.begin();
  const auto last = std::prev(frames_.end());
  const auto victim = cursor_ - first->first >= last->first - cursor_ ? first : last;
  bytes_ -= bytes_of(*victim->second);
  frames_.erase(victim);
}

}  // namespace solopose
