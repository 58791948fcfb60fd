#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/base/job.h"
#include "core/evaluation/evaluate_beside.h"
#include "core/film/film.h"
#include "core/inspection/frame_predictor.h"
#include "core/prediction/prediction_job.h"
#include "core/training/trainer.h"

namespace solopose {

/// What the window has done by networks, and by other libraries that take a noticeable while to load:
/// LibTorch and OpenCV's codecs are half of a start that needs neither. They are loaded with the engine, a
/// library of its own beside the program. Each function is the one of the same name; any thread.
class Engine {
 public:
  virtual ~Engine() = default;

  virtual EpochRecord train(const std::filesystem::path& project_folder,
                            const std::filesystem::path& run_folder, TrainingControl& control,
                            const TrainingObserver& observer, const JobContext& context) = 0;
  virtual Prediction run_prediction(const PredictionOrder& order, const PredictionSink& sink,
                                    const JobContext& context) = 0;
  virtual EvaluatedTogether evaluate_beside(const EvaluateOptions& options, const BesideModel& beside,
                                            const JobContext& context) = 0;
  virtual void measure_methods(const EvaluateOptions& options, const std::vector<MethodFile>& methods,
                               const JobContext& context) = 0;
  /// A HeatMapPredictor.
  virtual std::unique_ptr<FramePredictor> frame_predictor(std::stop_token stop) = 0;
  virtual void make_film(const FilmOptions& options, const JobContext& context) = 0;
};

/// Loads it when first called, which takes about a second: never on the thread of a window. Networks then
/// compute on all cores. @throws Error: the library is not there or does not load; the next call tries again.
Engine& engine();

}  // namespace solopose
