#pragma once

#include <filesystem>
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

}  // namespace solopose
