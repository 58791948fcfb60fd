#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/inspection/frame_predictor.h"
#include "core/network/pose_model.h"

namespace solopose {

/// Lets models look at the frames that queries ask for. What one frame needed and the next one may need too
/// stays: the model, the open video, crops and features of frames nearby. One thread at a time.
class HeatMapPredictor : public FramePredictor {
 public:
  /// Where `stop` is requested, what is under way throws Cancelled.
  explicit HeatMapPredictor(std::stop_token stop = {});
  ~HeatMapPredictor() override;

  /// The frame is answered within a clip of frames round it, seen through the crops of the true poses.
  /// @throws Error: no model, one without heat maps or without its CLIP weights; no video of the sequence, no
  /// camera that says where in it the person is, another frame rate; a model of the universal frame and no
  /// alignment.
  PredictedFrame predict(const HeatMapQuery& query) override;

 private:
  struct Film;
  void load_model(const ModelFiles& wanted);
  void open_film(const HeatMapQuery& query);

  std::stop_token stop_;
  std::optional<ModelFiles> wanted_;
  std::filesystem::file_time_type model_time_;
  std::unique_ptr<PoseModel> model_;
  std::unique_ptr<Film> film_;  ///< refers to the model
};

}  // namespace solopose
