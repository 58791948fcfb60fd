#include <chrono>

#include "core/models/model_description.h"
#include "core/prediction/kept_prediction.h"
#include "core/prediction/landmark_cache.h"
#include "core/prediction/prediction_job.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_pictures(250);

/// Copies of long predictions take their time.
PredictionSink seldom(const PredictionSink& sink) {
  if (!sink) return {};
  return [sink, last = Clock::time_point()](const Prediction& so_far, std::int64_t first,
                                            std::int64_t count) mutable {
    if (Clock::now() - last < between_pictures) return;
    last = Clock::now();
    sink(so_far, first, count);
  };
}

}  // namespace

Prediction run_prediction(const PredictionOrder& order, const PredictionSink& sink,
                          const JobContext& context) {
  PredictOptions options = order.options;
  if (!order.project_folder.empty()) options.cache_folder = ProjectPlaces(order.project_folder).features();
  options.landmark_cache = landmark_cache_folder();
  options.crops = crops_of(order, read_model_description(options.model).target.extent_mm);
  Prediction prediction = predict(options, seldom(sink), context);
  if (!order.project_folder.empty()) keep_prediction(prediction, order.project_folder, context);
  return prediction;
}

}  // namespace solopose
