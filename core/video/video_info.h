#pragma once

#include "core/video/frame_source.h"
#include "core/video/video_index.h"

namespace solopose {

/// Rate, times, size, rotation and names of an indexed stream.
VideoInfo describe_video(const VideoInput& input, const VideoIndex& index);

}  // namespace solopose
