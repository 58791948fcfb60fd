#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/camera/crop.h"
#include "core/formats/sequence.h"
#include "core/video/video_reader.h"

namespace solopose {

/// A square around the person in each frame [first, first + count), found by OpenCV's HOG people detector on
/// a few frames a second, followed from one to the next, interpolated and smoothed over time. Of several
/// people the one is followed that is largest, nearest to the picture's middle and, before a still camera,
/// moves. The square's side is extent_mm for somebody of mean height who stands.
/// Frames without a picture are passed over.
/// @throws Error when nobody is found in any frame, or one cannot be decoded; Cancelled.
std::vector<Crop> find_person(VideoReader& video, std::int64_t first, std::int64_t count, double extent_mm,
                              const JobContext& context);

/// Poses of a track, (frames, 15, 3) mm in its own frame, as a camera of it sees them.
std::vector<float> poses_in_camera(const Camera& camera, CoordinateFrame frame,
                                   std::span<const float> poses_mm);

/// The crops of known poses, (frames, 15, 3) in the camera's frame, as training cut them; where a pose says
/// nothing, between its neighbours'. @throws Error when no pose says where the person is.
std::vector<Crop> crops_of_poses(const Camera& camera, std::span<const float> poses_in_camera_mm,
                                 double extent_mm);

}  // namespace solopose
