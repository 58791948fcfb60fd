#pragma once

#include <cstdint>
#include <vector>

#include "core/prediction/predict.h"
#include "core/video/video_reader.h"

namespace solopose {

/// How many frames are asked for. @throws FormatError when they are not all in the video.
std::int64_t frames_asked_for(const PredictOptions& options, const VideoReader& video);

/// The crops that come with the order, one a frame. @throws Error when they are not as many, or no squares.
std::vector<Crop> given_crops(const PredictOptions& options, std::int64_t count);

}  // namespace solopose
