#pragma once

#include <cstdint>
#include <vector>

#include "core/base/job.h"
#include "core/solopose/pose_model.h"
#include "core/training/crop_store.h"

namespace solopose {

/// Frames [first, end) of a video.
struct FrameRange {
  std::int64_t first = 0;
  std::int64_t end = 0;
  std::int64_t frames() const { return end - first; }
};

/// Poses of a range, (frames, 15, 3) in the model's space (see PredictedPoses), from the plain crops in the
/// store: windows of the model's clip length that overlap by half, each frame encoded once, answers of
/// overlapping windows averaged. A frame whose picture is missing has no pose (NaN), but takes part in its
/// windows as mid-grey. @throws Cancelled.
std::vector<float> predict_range(PoseModel& model, const CropStore& crops, std::uint32_t video,
                                 const FrameRange& range, const JobContext& context);

}  // namespace solopose
