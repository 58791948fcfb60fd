#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/camera/crop.h"
#include "core/formats/sequence.h"
#include "core/models/model_description.h"
#include "core/models/pose_windows.h"
#include "core/prediction/film_traits.h"
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
  std::string device = "cpu";
};
/// What people choose; crops and camera come from elsewhere, where to begin and what to keep from who asks.
void describe(OptionVisitor& visitor, PredictOptions& options);

/// Poses of a video's frames. NaN where nothing was predicted (yet), as for frames without a picture.
struct Prediction {
  std::string model_fingerprint;
  ModelDescription model;
  std::filesystem::path video;
  std::int64_t first = 0;
  double frames_per_second = 0;
  Camera camera;  ///< that the poses are seen by: given, or assumed
  bool camera_assumed = false;
  std::vector<Crop> crops;  ///< (frames)
  std::vector<float>
      poses_mm;  ///< (frames, 15, 3): camera frame (absolute), or universal frame relative to the pelvis
  /// (frames, 15, 2) in the picture; empty for universal models, see core/inspection/seen_prediction.h
  std::vector<float> pixels;
  std::vector<float> confidences;  ///< (frames, 15) 0 to 1

  // With a model that sees landmarks; empty without.
  std::vector<PersonTrack> people;      ///< everybody found, in frames of the video
  std::optional<std::size_t> chosen;    ///< whose poses these are, of `people`
  std::vector<std::uint8_t> exchanged;  ///< (frames) 1 where left and right of the landmarks were exchanged
  std::optional<FilmTraits> traits;     ///< how like other films this one is

  std::int64_t frames() const { return static_cast<std::int64_t>(confidences.size()) / joint_count; }
};

using PredictionPtr = std::shared_ptr<const Prediction>;

/// Frames [first, first + count) of the prediction, counted from its own first, are there now or better than
/// before; called on the job's thread.
using PredictionSink = std::function<void(const Prediction& so_far, std::int64_t first, std::int64_t count)>;

/// Each frame's crop is encoded once; windows follow, those near the cursor first. What is held in memory
/// grows with the video by its answers, and, while the person is looked for, by a small grey picture a look.
/// A cancelled prediction leaves only whole features in the cache.
/// @throws Error: no such video or model, frames that are not in the video or cannot be decoded, no person
/// found and no crop given; Cancelled.
Prediction predict(const PredictOptions& options, const PredictionSink& sink, const JobContext& context);

/// Poses .npz (`poses`, `fps`, `joints`) with `confidences`, `pixels`, `crops`, `camera`
/// and the model's fingerprint beside them; read back whole. @throws Error, FormatError.
void write_prediction(const std::filesystem::path& file, const Prediction& prediction);
Prediction read_prediction(const std::filesystem::path& file);

/// Where a project keeps the prediction of a video by a model: PROJECT/predictions/<model
/// fingerprint>/<video>.npz.
std::filesystem::path prediction_file(const std::filesystem::path& project_folder,
                                      const std::string& model_fingerprint,
                                      const std::filesystem::path& video);
/// Those that are there for a video, newest first.
std::vector<std::filesystem::path> predictions_of(const std::filesystem::path& project_folder,
                                                  const std::filesystem::path& video);

}  // namespace solopose
