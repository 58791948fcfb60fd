#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/camera/camera.h"
#include "core/camera/crop.h"
#include "core/models/film_traits.h"
#include "core/models/model_description.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// Somebody found in a video: upright squares about its body in some of the video's frames, ascending.
struct PersonPath {
  std::vector<std::int64_t> frames;
  std::vector<Crop> crops;  ///< as many
};

/// Between two of its frames on a straight line, if they are at most `longest` apart; none elsewhere.
std::optional<Crop> crop_of(const PersonPath& path, std::int64_t frame, std::int64_t longest);

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

  // By a model that sees landmarks; empty by others.
  std::vector<PersonPath> people;
  std::optional<std::size_t> chosen;    ///< whose poses these are, of `people`
  std::vector<std::uint8_t> exchanged;  ///< (frames) 1 where left and right of the landmarks were exchanged
  std::optional<FilmTraits> traits;     ///< how like other films this one is

  std::int64_t frames() const { return static_cast<std::int64_t>(confidences.size()) / joint_count; }
};

using PredictionPtr = std::shared_ptr<const Prediction>;

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
