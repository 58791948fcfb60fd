#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/heatpose/grid.h"
#include "core/models/model_description.h"

namespace solopose {

// How poses in the target's space lie on the head's volumes (depth, height, width). A volume is a Grid whose
// axes 0, 1, 2 are depth, height (downwards) and width, so width runs fastest as in the tensor.
// camera: depth z, height y, width x (crop space's y points down). universal: depth y, height -z, width x.

/// A cube of the extent around the target space's origin, in the grid's order of axes.
Grid target_grid(const TargetOptions& target, int voxels);
/// The mixture's options with sigma of at least a voxel.
MixtureOptions target_mixture(const TargetOptions& target, int voxels);

/// Points (count, 3) mm from the target's space to the grid's axes and back. NaN stays NaN.
std::vector<float> grid_from_target(TargetFrame frame, std::span<const float> points_mm);
std::vector<float> target_from_grid(TargetFrame frame, std::span<const float> points_mm);

}  // namespace solopose
