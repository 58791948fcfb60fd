#pragma once

#include <stop_token>

#include "core/inspection/heat_map_predictor.h"
#include "core/inspection/heat_map_readings.h"

namespace solopose {

/// Makes one heat map after another, and reads them. What the next one may need too stays: what the predictor
/// keeps, and what was found out about the whole sequence. One thread at a time.
class HeatMapInspector {
 public:
  /// Where `stop` is requested, what is under way throws Cancelled.
  explicit HeatMapInspector(std::stop_token stop = {});

  /// @throws as make_picture and HeatMapPredictor::predict do.
  HeatMapPicture picture(const HeatMapQuery& query);
  HeatMapReadings readings(const HeatMapPicture& picture);

 private:
  void read_whole_sequence(const HeatMapQuery& query);

  HeatMapPredictor predictor_;
  HeatMapQuery sequence_of_;
  HeatMapReadings sequence_;
};

}  // namespace solopose
