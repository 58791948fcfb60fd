#pragma once

#include <cstdint>
#include <vector>

#include "core/base/job.h"
#include "core/solopose/crop.h"
#include "core/video/video_reader.h"

namespace solopose {

/// A square around the person in each frame [first, first + count), found by OpenCV's HOG people detector on
/// every few frames, followed from one to the next, interpolated and smoothed over time. With several people
/// the one nearest to the picture's middle and largest is followed. @throws Error when nobody is found in any
/// frame; Cancelled.
std::vector<Crop> find_person(VideoReader& video, std::int64_t first, std::int64_t count,
                              const JobContext& context);

}  // namespace solopose
