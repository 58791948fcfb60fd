#include "widgets/shared/playback_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/frame_rate.h"
#include "core/project/catalog.h"
#include "core/video/media_names.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

void add_videos(const SequenceRecord& track, const std::filesystem::path& project_folder,
                PlaybackViews& found) {
  const bool paired = track.cameras.size() == track.videos.size();
  for (std::size_t i = 0; i < track.videos.size(); ++i) {
    PlaybackView view;
    view.file = located_video(project_folder, track.videos[i]);
    view.track = track.id;
    if (paired) view.camera = track.cameras[i];
    const std::string name = paired && !track.cameras[i].name.empty() ? track.cameras[i].name
                             : track.videos.size() == 1               ? track.view
                                                                      : view.file.stem().string();
    view.title = shown_name(name);
    std::error_code ignored;
    if (std::filesystem::exists(view.file, ignored))
      found.views.push_back(std::move(view));
    else
      found.missing.push_back(shown_name(view.file.string()));
  }
}

}  // namespace

PlaybackViews playback_views(const Catalog& catalog, const std::filesystem::path& project_folder,
                             SequenceId sequence) {
  PlaybackViews found;
  const SequenceRecord* own = catalog.sequence(sequence);
  if (own == nullptr) return found;
  add_videos(*own, project_folder, found);
  for (const SequenceRecord& other : catalog.sequences) {
    if (other.id != sequence && other.dataset == own->dataset && other.take_name() == own->take_name())
      add_videos(other, project_folder, found);
  }
  return found;
}

FrameMap::FrameMap(double track_rate, double video_rate, qint64 video_frames,
                   std::shared_ptr<const std::vector<double>> times_s)
    : track_rate_(track_rate), video_frames_(video_frames) {
  if (!(track_rate > 0) || !(video_rate > 0)) return;
  if (same_clock(video_rate, track_rate)) return;
  video_per_track_ = video_rate / track_rate;
  times_s_ = std::move(times_s);
}

// A little more than half a rounding error, so that frame 3 at 50 is frame 6 at 100 and not 5.
qint64 FrameMap::unclamped(qint64 track_frame) const {
  constexpr double slack = 1e-6;
  if (!times_s_ || times_s_->empty())
    return static_cast<qint64>(std::floor(static_cast<double>(track_frame) * video_per_track_ + slack));
  const double seconds = static_cast<double>(track_frame) / track_rate_ + slack;
  const auto mean_step = 1 / (track_rate_ * video_per_track_);
  if (seconds >= times_s_->back() + mean_step) return std::ssize(*times_s_);  // it has ended
  return std::upper_bound(times_s_->begin(), times_s_->end(), seconds) - times_s_->begin() - 1;
}

qint64 FrameMap::videoFrame(qint64 track_frame) const {
  return std::clamp<qint64>(unclamped(track_frame), 0, std::max<qint64>(video_frames_ - 1, 0));
}

qint64 FrameMap::trackFrame(qint64 video_frame) const {
  if (times_s_ && video_frame >= 0 && video_frame < std::ssize(*times_s_))
    return static_cast<qint64>(
        std::ceil((*times_s_)[static_cast<std::size_t>(video_frame)] * track_rate_ - 1e-6));
  return static_cast<qint64>(std::ceil(static_cast<double>(video_frame) / video_per_track_ - 1e-6));
}

bool FrameMap::reaches(qint64 track_frame) const { return unclamped(track_frame) < video_frames_; }

}  // namespace solopose
