#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/prediction/predict.h"
#include "widgets/playback_panel/pose_metrics.h"

namespace solopose {

/// Where the person is in the picture.
enum class PersonSource { truth, detector, drawn };

/// A prediction as somebody asked for it in the window.
struct PredictionOrder {
  std::filesystem::path project_folder;  ///< empty: the prediction is shown, but not kept
  std::filesystem::path model;
  std::filesystem::path video;
  std::int64_t first = 0;  ///< of the video
  std::int64_t count = -1;
  std::int64_t cursor = 0;
  PersonSource person = PersonSource::detector;
  std::optional<Crop> drawn;
  PosesPtr truth;  ///< of the track, for PersonSource::truth
  ViewGeometry geometry;
  FrameMap map;
  std::int64_t video_frames = 0;
};

/// Run the model, hand over what there is several times a second, and keep the whole with the project.
/// @throws Error, Cancelled.
void run_prediction(const PredictionOrder& order, PredictionInbox& inbox, const JobContext& context);

/// A square around the true pose in each of the frames; where it is not known, as in the nearest one that is.
/// @throws Error when it is known in none.
std::vector<Crop> crops_of_truth(const PredictionOrder& order, double extent_mm);

}  // namespace solopose
