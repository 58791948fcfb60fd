#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/evaluation/range_prediction.h"
#include "core/prediction/predict.h"

namespace solopose {

/// Poses of ranges of a video, predicted as for a video of which nothing is known but
/// its camera: the person is found in the pictures, from the first range to the end of the last one. In the
/// camera's frame, or the universal frame relative to the pelvis. A video in which nobody is found has no
/// poses (NaN), and is noted. `ranges` ascend; first, count and crops of `options` follow from the rest.
/// @throws Cancelled.
std::vector<PredictedPoses> predict_detected(PredictOptions options, std::span<const FrameRange> ranges,
                                             const JobContext& context);

}  // namespace solopose
