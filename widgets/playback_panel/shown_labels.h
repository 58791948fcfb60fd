#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/film/skeleton_drawing.h"
#include "core/formats/image_points.h"
#include "core/project/catalog.h"
#include "core/video/picture_size.h"
#include "widgets/playback_panel/playback_view.h"

namespace solopose {

/// The 2D labels of tracks that are seen in some videos, as the project has them.
struct ShownLabels {
  std::filesystem::path project;
  std::vector<SequenceRecord> tracks;
  std::map<SequenceId, std::vector<ImagePoints>> of_track;
};
using ShownLabelsPtr = std::shared_ptr<const ShownLabels>;

/// All of them, from the project's disk. @throws Error.
ShownLabelsPtr read_labels(const std::filesystem::path& project, std::vector<SequenceRecord> tracks);

/// A track's labels in a view's picture at a frame of the track: a ring for each, and a line from it to where
/// `pixels` (15, 2; may be empty) have the same joint. Nothing where the view's camera is unknown.
std::vector<Stroke> label_strokes(const ShownLabels& labels, const PlaybackView& view,
                                  const PictureSize& picture, qint64 track_frame,
                                  std::span<const float> pixels);

}  // namespace solopose
