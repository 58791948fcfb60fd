#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/camera/camera.h"
#include "core/project/ids.h"

namespace solopose {

struct Catalog;

/// A video of what the cursor is on.
struct PlaybackView {
  QString title;
  std::filesystem::path file;    ///< absolute
  std::optional<Camera> camera;  ///< as calibrated; its size may be another than the video's
  SequenceId track = 0;          ///< whose poses are seen in it; 0 = a loose video

  bool operator==(const PlaybackView& other) const {
    return file == other.file && track == other.track && title == other.title;
  }
};

struct PlaybackViews {
  std::vector<PlaybackView> views;  ///< the sequence's own first, then those of its take's other tracks
  std::vector<QString> missing;     ///< videos that the data name and that are not there
};

/// Looks at the disk for which of the videos exist.
PlaybackViews playback_views(const Catalog& catalog, const std::filesystem::path& project_folder,
                             SequenceId sequence);

/// Which frame of a video belongs to a frame of the track. They are the same where both run at one rate, or
/// where a rate is not known; otherwise they go by time, a video of variable rate by its own times.
class FrameMap {
 public:
  FrameMap() = default;
  /// `times_s`: when each frame of the video is shown, where its rate varies.
  FrameMap(double track_rate, double video_rate, qint64 video_frames,
           std::shared_ptr<const std::vector<double>> times_s = nullptr);

  qint64 videoFrame(qint64 track_frame) const;  ///< within the video
  qint64 trackFrame(qint64 video_frame) const;  ///< the first one that shows it
  bool reaches(qint64 track_frame) const;       ///< the video has not ended by then

 private:
  qint64 unclamped(qint64 track_frame) const;
  double video_per_track_ = 1;
  double track_rate_ = 0;
  std::shared_ptr<const std::vector<double>> times_s_;  ///< null: by the rate
  qint64 video_frames_ = 0;
};

}  // namespace solopose
