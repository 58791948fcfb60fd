#include "core/video/thumbnail_strip.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/video/frame_converter.h"

namespace solopose {

namespace {

constexpr PixelLayout layout = PixelLayout::rgb24;

int shrunk(int side, int longer_side, int wanted) {
  if (longer_side <= wanted) return side;
  return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * wanted / longer_side)));
}

std::int64_t divided_up(std::int64_t value, std::int64_t by) { return (value + by - 1) / by; }

}  // namespace

ThumbnailStrip::ThumbnailStrip(const VideoInfo& info, const ThumbnailOptions& options)
    : frames_(info.frames()), turn_(info.turn) {
  const int longer_side = std::max(info.size.width, info.size.height);
  width_ = shrunk(info.size.width, longer_side, options.side_px);
  height_ = shrunk(info.size.height, longer_side, options.side_px);
  const std::size_t bytes_each = Image(width_, height_, layout).bytes.size();
  const auto most = std::max<std::int64_t>(1, static_cast<std::int64_t>(options.most_bytes / bytes_each));
  const auto by_time = static_cast<std::int64_t>(std::llround(options.spacing_s * info.fps));
  spacing_ = std::max({std::int64_t{1}, by_time, divided_up(frames_, most)});
  slots_ = std::vector<Slot>(static_cast<std::size_t>(divided_up(frames_, spacing_)));
}

void ThumbnailStrip::build(FrameSource& source, const std::function<bool()>& keep_going) {
  for (const bool keys_only : {true, false}) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].number >= 0) continue;
      const std::int64_t first = static_cast<std::int64_t>(i) * spacing_;
      const std::int64_t key = source.key_frame_before(std::min(first + spacing_, frames_) - 1);
      if (keys_only && key < first) continue;
      if (!keep_going()) return;
      fill(slots_[i], std::max(key, first), source, keep_going);
    }
  }
  complete_ = true;
}

void ThumbnailStrip::fill(Slot& slot, std::int64_t number, FrameSource& source,
                          const std::function<bool()>& keep_going) {
  try {
    source.decode(number, [&](std::int64_t found, const libav::SharedFrame& frame) {
      if (found != number) return keep_going();
      FrameConverter converter(width_, height_, turn_);
      slot.image = std::make_shared<const Image>(converter.convert(*frame, layout));
      slot.number = number;
      return true;
    });
  } catch (const Error&) {
    return;  // told when somebody asks for the frame itself
  }
}

Thumbnail ThumbnailStrip::nearest(std::int64_t number) const {
  Thumbnail best;
  const auto own = static_cast<std::int64_t>(number / spacing_);
  const auto slots = static_cast<std::int64_t>(slots_.size());
  const auto distance = [number](std::int64_t other) { return std::abs(other - number); };
  for (std::int64_t away = 0; away < slots; ++away) {
    if (best.image && (away - 1) * spacing_ >= distance(best.number)) break;
    for (const std::int64_t at : {own - away, own + away}) {
      if (at < 0 || at >= slots) continue;
      const Slot& slot = slots_[static_cast<std::size_t>(at)];
      const std::int64_t found = slot.number;
      if (found < 0 || (best.image && distance(found) >= distance(best.number))) continue;
      best = {found, slot.image};
    }
  }
  return best;
}

std::size_t ThumbnailStrip::bytes() const {
  std::size_t bytes = 0;
  for (const Slot& slot : slots_)
    if (slot.number >= 0) bytes += slot.image->bytes.size();
  return bytes;
}

}  // namespace solopose
