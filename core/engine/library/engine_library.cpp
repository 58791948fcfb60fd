#include "core/engine/library/engine_entry.h"
#include "core/inspection/heat_map_predictor.h"
#include "core/network/threads.h"

namespace solopose {
namespace {

class LinkedEngine : public Engine {
 public:
  /// Each thread keeps the number that stands when it first uses the network: it is set before any does. A
  /// training run sets its own, but a prediction or a heat map may come first.
  LinkedEngine() { set_network_threads(0); }

  EpochRecord train(const std::filesystem::path& project_folder, const std::filesystem::path& run_folder,
                    TrainingControl& control, const TrainingObserver& observer,
                    const JobContext& context) override {
    return solopose::train(project_folder, run_folder, control, observer, context);
  }

  Prediction run_prediction(const PredictionOrder& order, const PredictionSink& sink,
                            const JobContext& context) override {
    return solopose::run_prediction(order, sink, context);
  }

  EvaluatedTogether evaluate_beside(const EvaluateOptions& options, const BesideModel& beside,
                                    const JobContext& context) override {
    return solopose::evaluate_beside(options, beside, context);
  }

  void measure_methods(const EvaluateOptions& options, const std::vector<MethodFile>& methods,
                       const JobContext& context) override {
    solopose::measure_methods(options, methods, context);
  }

  std::unique_ptr<FramePredictor> frame_predictor(std::stop_token stop) override {
    return std::make_unique<HeatMapPredictor>(std::move(stop));
  }

  void make_film(const FilmOptions& options, const JobContext& context) override {
    solopose::make_film(options, context);
  }
};

}  // namespace
}  // namespace solopose

extern "C" solopose::Engine* solopose_engine() {
  static solopose::LinkedEngine engine;
  return &engine;
}
