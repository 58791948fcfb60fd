#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/heatpose/volume_file.h"
#include "core/models/model_description.h"
#include "core/video/image.h"

namespace solopose {

/// Poses of consecutive frames as the head gives them.
struct PredictedPoses {
  std::vector<float>
      poses_mm;  ///< (frames, 15, 3) in crop space or the universal frame relative to the pelvis
  std::vector<float>
      confidences;  ///< (frames, 15) 0 to 1: softmax mass near the maximum; 1 with a regression head
};

/// What a model says of one frame, to be looked at.
struct PredictedHeatMap {
  Volume volume;          ///< 0 to 1 over a cube of the target's extent; axes are the target space's x, y, z
  PredictedPoses answer;  ///< the frame's pose (15, 3) in the same space, and confidences (15)
};

/// A trained model, for code that does not see torch. One thread at a time.
class PoseModel {
 public:
  /// `clip_weights`: needed by models with CLIP, whose own file does not hold CLIP's weights. `device`:
  /// "cpu", "cuda".
  /// @throws Error, FormatError: not a model, weights missing or of another shape, another CLIP, no such
  /// device.
  explicit PoseModel(const std::filesystem::path& file,
                     const std::optional<std::filesystem::path>& clip_weights = std::nullopt,
                     const std::string& device = "cpu");
  ~PoseModel();
  PoseModel(PoseModel&&) noexcept;

  const ModelDescription& description() const;
  const std::string& fingerprint() const;  ///< of the file

  /// Numbers of one frame's features.
  std::int64_t feature_size() const;
  /// Crops of image_size x image_size, rgb24, to their features: (frames, feature_size), as the feature cache
  /// keeps them. @throws Error: a model with the landmarks encoder, whose features are landmark_features().
  std::vector<float> encode(std::span<const Image> crops);
  /// Many-to-many: a pose for every frame of each window. features: (windows, frames, feature_size). Softmax
  /// of doubled logits is decoded.
  PredictedPoses answer(std::span<const float> features, int windows, int frames);
  /// One frame of one window: softmax of the logits, of a joint or summed over all, divided by its maximum.
  /// features: (frames, feature_size). @throws Error: a regression head, no such frame, one joint of a head
  /// that has a single volume for all.
  PredictedHeatMap heat_map(std::span<const float> features, int frames, int frame,
                            std::optional<Joint> joint = std::nullopt);

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

}  // namespace solopose
