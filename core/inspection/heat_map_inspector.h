#pragma once

#include <memory>

#include "core/inspection/frame_predictor.h"
#include "core/inspection/heat_map_readings.h"

namespace solopose {

/// Makes one heat map after another, and reads them. What the next one may need too stays: what the predictor
/// keeps, and what was found out about the whole sequence. One thread at a time.
class HeatMapInspector {
 public:
  explicit HeatMapInspector(MakeFramePredictor make_predictor);

  /// @throws as make_picture, the maker of the predictor and FramePredictor::predict do.
  HeatMapPicture picture(const HeatMapQuery& query);
  HeatMapReadings readings(const HeatMapPicture& picture);

 private:
  void read_whole_sequence(const HeatMapQuery& query);

  MakeFramePredictor make_predictor_;
  std::unique_ptr<FramePredictor> predictor_;  ///< from the first query on that wants a model
  HeatMapQuery sequence_of_;
  HeatMapReadings sequence_;
};

}  // namespace solopose
