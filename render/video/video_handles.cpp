#include "render/video/video_handles.h"

#include <cmath>
#include <utility>

namespace solopose {

void VideoHandles::set(std::vector<VideoHandle> handles, std::optional<int> chosen) {
  handles_ = std::move(handles);
  chosen_ = chosen;
}

std::optional<VideoHandle> VideoHandles::at(const QPointF& pixel, double reach) const {
  std::optional<VideoHandle> nearest;
  double least = reach;
  for (const VideoHandle& handle : handles_) {
    const double distance = std::hypot(handle.pixel.x() - pixel.x(), handle.pixel.y() - pixel.y());
    if (distance > least || (distance == least && nearest && handle.id != chosen_)) continue;
    least = distance;
    nearest = handle;
  }
  return nearest;
}

void VideoHandles::grab(const VideoHandle& handle, const QPointF& pixel) {
  grabbed_ = handle;
  offset_ = handle.pixel - pixel;
  moved_ = false;
}

QPointF VideoHandles::dragTo(const QPointF& pixel) {
  moved_ = true;
  return grabbed_->pixel = pixel + offset_;
}

void VideoHandles::drop() { grabbed_.reset(); }

}  // namespace solopose
