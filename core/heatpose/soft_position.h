#pragma once

#include <span>

#include <Eigen/Core>

#include "core/heatpose/grid.h"

namespace solopose {

/// Where softmax(sharpness * logits) puts a joint, and how much of it lies near its maximum.
struct SoftPosition {
  Eigen::Vector3d position_mm;  ///< mean over the whole volume; NaN when a logit is NaN or +inf
  double mass_near = 0;         ///< 0 to 1: the share within `radius` voxels of the maximum, along every axis
};

/// The same as soft_argmax_mm() over the whole volume in one vectorised pass: how a network's volumes are
/// decoded. One core. @throws Error when the size is not the grid's.
SoftPosition soft_position(const Grid& grid, std::span<const float> logits, double sharpness, int radius);

}  // namespace solopose
