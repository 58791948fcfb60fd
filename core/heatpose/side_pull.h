#pragma once

#include <span>

#include <Eigen/Core>

#include "core/heatpose/grid.h"
#include "core/heatpose/mixture.h"

namespace solopose {

/// Centre of mass over the voxels, mm, of a mixture's square: where soft_position of sharpness 2 puts a
/// volume whose softmax is the mixture. Without a volume: the product of two Gaussians is separable, too. NaN
/// for a mixture without a Gaussian that reaches a voxel.
Eigen::Vector3d squared_centre_mm(const Grid& grid, std::span<const Gaussian> mixture);

/// Side Gaussians draw soft positions towards the adjacent joints, by some millimetres at 16 voxels a side,
/// and the volume's faces draw them inwards. pose_mm, (15, 3), comes as soft positions of sharpness 2 and
/// becomes the pose whose mixtures have these as their squared centres, within a voxel: what is further off
/// is no pull but an answer unlike any mixture. Missing joints (NaN) stay missing.
/// @throws Error when the pose has another size, or sigma or spacing is not positive.
void take_side_pull_out(const Grid& grid, const MixtureOptions& options, std::span<float> pose_mm);

}  // namespace solopose
