#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/heatpose/grid.h"

namespace solopose {

/// The first voxel with the highest value; NaN never wins. -1 when every value is NaN or the volume is empty.
std::int64_t maximum_voxel(std::span<const float> volume);

/// Sub-voxel position of a peak, mm: per axis the vertex of the parabola through the logarithms of the voxel
/// and its two neighbours, exact for a single Gaussian. Along an axis where the voxel is at the border, a
/// neighbour is not positive, or the three are not a peak, the voxel's centre stays.
Eigen::Vector3d refine_peak_mm(const Grid& grid, std::span<const float> volume,
                               const std::array<int, 3>& voxel);

/// Maximum, then refinement. NaN when the volume has no maximum or it is not above 0.
Eigen::Vector3d decode_joint_mm(const Grid& grid, std::span<const float> volume);

/// Mean position under softmax(sharpness * logits) over the window of `radius` voxels round the maximum, mm.
/// A soft-argmax over the whole volume would be drawn to the side Gaussians by 50 to 130 mm. With radius >=
/// size it is the whole volume all the same.
Eigen::Vector3d soft_argmax_mm(const Grid& grid, std::span<const float> logits, int radius,
                               double sharpness = 1.0);

/// The share of softmax mass within `radius` voxels of the maximum, 0 to 1: a network's confidence in the
/// joint.
double peak_mass(const Grid& grid, std::span<const float> logits, int radius);

}  // namespace solopose
