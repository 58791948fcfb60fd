#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/formats/sequence.h"
#include "core/prediction/predict.h"
#include "core/skeleton/pose_rows.h"
#include "core/video/frame_map.h"

namespace solopose {

/// A track that a video shows: what is known of the person in it.
struct FilmedTrack {
  Camera camera;      ///< for the video's size
  PosesPtr poses_mm;  ///< of the whole track, in its own frame
  CoordinateFrame frame = CoordinateFrame::world;
  FrameMap map;  ///< between the track and the video

  /// Frames from the video's first on that the track has poses for.
  std::int64_t shared_frames() const;
  /// Poses in frames [first, first + count) of the video, (count, 15, 3) in the camera's frame; NaN where the
  /// track has none.
  std::vector<float> seen_mm(std::int64_t first, std::int64_t count) const;
};

/// Where the person is in the picture.
enum class PersonSource : std::uint8_t { truth, detector, drawn };

/// A prediction as somebody asked for it, in the window or on the command line.
struct PredictionOrder {
  PredictOptions options;                ///< crops and caches follow from the rest
  std::filesystem::path project_folder;  ///< empty: the prediction is made, but not kept
  PersonSource person = PersonSource::detector;
  std::optional<Crop> drawn;         ///< for PersonSource::drawn
  std::optional<FilmedTrack> track;  ///< for PersonSource::truth
};

/// Run the model and keep the whole with the project. `sink` gets what there is on the way, at most four
/// times a second. @throws as predict does, and an Error when no frame says where the person is; Cancelled.
Prediction run_prediction(const PredictionOrder& order, const PredictionSink& sink,
                          const JobContext& context);

/// The crops that an order gives: none where the person is to be found.
std::vector<Crop> crops_of(const PredictionOrder& order, double extent_mm);

}  // namespace solopose
