#pragma once

#include <cstdint>
#include <vector>

#include "core/inspection/view_geometry.h"
#include "core/models/prediction.h"

namespace solopose {

// Predictions as the camera of their video sees them. A camera model says so itself. What a universal one
// says goes back through the inverse of the track's alignment and through the camera; its origin, the pelvis,
// stands in the middle of the frame's crop, at the depth that the crop's side says (see camera_from_crop).
// NaN where a frame was not predicted. All are empty where that cannot be known: a universal model, and no
// alignment or no camera.

/// (frames, 15, 3) mm in the view frame of `geometry`, absolute.
std::vector<float> seen_poses_mm(const Prediction& prediction, const ViewGeometry& geometry);
/// (frames, 15, 2) pixels.
std::vector<float> seen_pixels(const Prediction& prediction, const ViewGeometry& geometry);
/// (15, 2) pixels of one row of the prediction; empty when it has no such row, too.
std::vector<float> seen_pixels(const Prediction& prediction, const ViewGeometry& geometry, std::int64_t row);

}  // namespace solopose
