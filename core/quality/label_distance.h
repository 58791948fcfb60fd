#pragma once

#include <span>
#include <vector>

#include "core/formats/image_points.h"

namespace solopose {

struct SequenceRecord;

/// How far each joint is from where the track's 2D labels see it, mm: the joint's distance from the line of
/// sight through its label, of the camera's lens. Of several labelled cameras the median (of two the
/// smaller): a detector that errs in one picture says nothing against a joint that the others see where it
/// is. Only canonical joints that are one joint of the file are compared: the mean of two hips has no label.
/// poses_mm: (frames, 15, 3), the track's; labels: the same frames. Returns (frames, 15), NaN = nothing can
/// be said; empty where no label has a calibrated camera.
std::vector<float> label_distances_mm(const SequenceRecord& track, std::span<const float> poses_mm,
                                      std::span<const ImagePoints> labels);

}  // namespace solopose
