#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/camera/crop.h"
#include "core/formats/sequence.h"
#include "core/models/pose_windows.h"
#include "core/models/prediction.h"
#include "core/prediction/person_tracks.h"

namespace solopose {

struct PredictOptions {
  std::filesystem::path model;
  std::optional<std::filesystem::path> clip_weights;
  std::filesystem::path video;
  std::int64_t first = 0;
  std::optional<std::int64_t> count;  ///< none = to the end
  std::vector<Crop> crops;            ///< per frame of the range, or one for all; empty = find the person
  std::optional<PersonPoint>
      person;                    ///< whom to follow, with a model that sees landmarks; none = the largest
  std::optional<Camera> camera;  ///< as calibrated, or for the video; none = assumed_camera
  std::optional<int> overlap;    ///< frames two windows share, below a clip's; none = usual_overlap
  WindowMode mode = WindowMode::many_to_many;
  std::int64_t cursor = 0;  ///< frames near it are predicted first
  /// Of features and of where the person was found; empty = none is kept.
  std::filesystem::path cache_folder;
  /// Of what BlazePose said of films, see landmark_cache.h; empty = none is kept.
  std::filesystem::path landmark_cache;
  std::string device = "cpu";
};
/// What people choose; crops and camera come from elsewhere, where to begin and what to keep from who asks.
void describe(OptionVisitor& visitor, PredictOptions& options);

/// Frames [first, first + count) of the prediction, counted from its own first, are there now or better than
/// before; called on the job's thread.
using PredictionSink = std::function<void(const Prediction& so_far, std::int64_t first, std::int64_t count)>;

/// Each frame's crop is encoded once; windows follow, those near the cursor first. What is held in memory
/// grows with the video by its answers, and, while the person is looked for, by a small grey picture a look.
/// A cancelled prediction leaves only whole features in the cache.
/// @throws Error: no such video or model, frames that are not in the video or cannot be decoded, no person
/// found and no crop given; Cancelled.
Prediction predict(const PredictOptions& options, const PredictionSink& sink, const JobContext& context);

}  // namespace solopose
