#include "core/inspection/heat_map_inspector.h"

#include <utility>

namespace solopose {

HeatMapInspector::HeatMapInspector(MakeFramePredictor make_predictor)
    : make_predictor_(std::move(make_predictor)) {}

HeatMapPicture HeatMapInspector::picture(const HeatMapQuery& query) {
  std::optional<PredictedFrame> predicted;
  if (needs_model(query.choice.source)) {
    if (predictor_ == nullptr) predictor_ = make_predictor_();
    predicted = predictor_->predict(query);
  }
  return make_picture(query, predicted);
}

HeatMapReadings HeatMapInspector::readings(const HeatMapPicture& picture) {
  HeatMapReadings readings = read_joints(picture);
  read_whole_sequence(picture.query);
  readings.sequence_joints_outside = sequence_.sequence_joints_outside;
  readings.fitting_extent_mm = sequence_.fitting_extent_mm;
  return readings;
}

/// It is gone through only when it, its frame or the extent is another.
void HeatMapInspector::read_whole_sequence(const HeatMapQuery& query) {
  const bool same = sequence_of_.poses == query.poses && sequence_of_.to_universal == query.to_universal &&
                    sequence_of_.choice.request.extent_mm == query.choice.request.extent_mm;
  if (same) return;
  sequence_ = {};
  read_sequence(query, sequence_);
  sequence_of_ = query;
}

}  // namespace solopose
