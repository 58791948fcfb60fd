#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/inspection/pose_metrics.h"

namespace solopose::testing {

/// Frames that the model has a pose of, as far as its bone goes.
inline std::int64_t known_frames(const ModelMetrics& model) {
  return std::ranges::count_if(*model.bone_mm, [](float length) { return std::isfinite(length); });
}

}  // namespace solopose::testing
