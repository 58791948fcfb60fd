#pragma once

#include <span>
#include <vector>

#include "core/heatpose/grid.h"
#include "core/heatpose/mixture.h"

namespace solopose {

/// volume[x, y, z] = the sum of the Gaussians at the voxel's centre. Narrow ones are separable: planes of
/// constant x are small matrix products of the factors along y and z; wide ones are summed on coarser grids
/// and refined. Within 1e-5 of a main Gaussian's height per voxel of the plain sum. One core; call it for
/// several volumes side by side.
/// @throws Error when the volume's size is not the grid's.
void sum_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, std::span<float> volume);

/// The plain sum, every voxel and every Gaussian, in double: what the fast sums are held against.
std::vector<double> sum_gaussians_plainly(const Grid& grid, std::span<const Gaussian> gaussians);

/// Equation 8 over all joints: the summed mixture divided by its maximum over the voxels, within 1e-5; all
/// zero when no joint is known, or every voxel is below 1e-30 of a main Gaussian's height.
void body_volume(const Grid& grid, std::span<const float> pose_mm, const MixtureOptions& options,
                 std::span<float> volume);
std::vector<float> body_volume(const Grid& grid, std::span<const float> pose_mm,
                               const MixtureOptions& options);

/// The same sum restricted to one target joint, divided by its own maximum.
void joint_volume(const Grid& grid, std::span<const float> pose_mm, Joint joint,
                  const MixtureOptions& options, std::span<float> volume);
std::vector<float> joint_volume(const Grid& grid, std::span<const float> pose_mm, Joint joint,
                                const MixtureOptions& options);

}  // namespace solopose
