#pragma once

#include <filesystem>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// The cameras of a calibration that somebody states for tracks (ReadOptions::calibration); in the tracks'
/// frame, mm.
class StatedCameras {
 public:
  /// None when the options state none. @throws as read_calibration.
  StatedCameras(const ReadOptions& options, const RemarkSink& remark);

  /// Give a world track the cameras that have a video, or all when none has: the track's own videos,
  /// otherwise the films beside the calibration, in its folder `videos` or the one beside that. A camera's
  /// track gets the camera that its view names. Videos and views go to cameras by name (camera_videos.h).
  void give_to(Sequence& track, const RemarkSink& remark) const;

 private:
  std::filesystem::path file_;
  std::vector<Camera> cameras_;
};

}  // namespace solopose
