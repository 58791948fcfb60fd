#pragma once

#include <functional>
#include <memory>

#include "core/inspection/heat_map_picture.h"

namespace solopose {

/// Says what a model sees in the frame that a query asks for. One thread at a time.
class FramePredictor {
 public:
  virtual ~FramePredictor() = default;
  /// @throws as HeatMapPredictor::predict does.
  virtual PredictedFrame predict(const HeatMapQuery& query) = 0;
};

/// Called when a model is first to be asked: loading what runs it takes a while. @throws Error.
using MakeFramePredictor = std::function<std::unique_ptr<FramePredictor>()>;

}  // namespace solopose
