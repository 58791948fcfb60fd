#pragma once

#include <optional>
#include <vector>

#include <QColor>

#include "core/film/film.h"
#include "core/film/skeleton_drawing.h"
#include "widgets/playback_panel/playback_data.h"

namespace solopose {

/// What is drawn on the videos.
struct OverlayOptions {
  bool truth = true;
  bool predictions = true;
  bool confidence_as_opacity = true;
  bool labels = false;  ///< 2D labels that came with the data
};

/// The true skeleton: both sides in their colours, or a ghost behind predicted ones. Widths for a picture so
/// high.
SkeletonLook truth_look(int picture_height, bool ghost);
SkeletonLook prediction_look(int picture_height, const QColor& colour, bool confidence_as_opacity);

/// What is drawn on a frame of a view's video (skeletons, squares about people where several were found, 2D
/// labels) while the cursor is on `track_frame`.
std::vector<Stroke> overlay_strokes(const PlaybackData& data, const PlaybackView& view,
                                    const OverlayOptions& options, qint64 video_frame, qint64 track_frame);

/// Who was found there in a frame of the video, of `people`: the square with the nearest middle.
std::optional<std::size_t> person_at(const Prediction& prediction, const Eigen::Vector2d& pixel,
                                     qint64 video_frame);

/// The same for a film of the main video: whole tracks, frame by frame of the video.
std::vector<FilmSkeleton> film_skeletons(const PlaybackData& data, const OverlayOptions& options);

}  // namespace solopose
