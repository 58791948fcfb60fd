#pragma once

#include <filesystem>

#include "core/formats/reader.h"

namespace solopose {

/// AIST++'s 2D key points, keypoints2d/<sequence>.pkl beside the folder of keypoints3d: {"keypoints2d": f8
/// (cameras, frames, 17, 3)}, x, y and a detector's confidence, a row a camera in the order of the setting's
/// cameras. Adds them to a track with known cameras; those of little confidence are no labels. What does not
/// fit, or cannot be read, is remarked and left out: the track is whole without. @throws Cancelled.
void add_aist_image_points(const std::filesystem::path& file, Sequence& track, const RemarkSink& remark,
                           const JobContext& context);

}  // namespace solopose
