#pragma once

#include <span>
#include <vector>

#include "core/heatpose/grid.h"
#include "core/heatpose/mixture.h"

namespace solopose {

/// volume[x, y, z] += scale * sum of the Gaussians at the voxel's centre. Separable: planes of constant x are
/// small matrix products of the factors along y and z; wide Gaussians are first summed on few Chebyshev
/// nodes. Within 1e-6 of the highest Gaussian's height per voxel of the plain sum. One core; call it for
/// several volumes side by side.
/// @throws Error when the volume's size is not the grid's.
void add_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, float scale,
                   std::span<float> volume);

/// Same, the volume is overwritten.
void sum_gaussians(const Grid& grid, std::span<const Gaussian> gaussians, std::span<float> volume);

/// The plain sum, every voxel and every Gaussian, in double: what the fast sums are held against.
std::vector<double> sum_gaussians_plainly(const Grid& grid, std::span<const Gaussian> gaussians);

/// Sum over all voxels of the mixture, in double, without a volume: the product of the axes' sums per
/// Gaussian.
double mixture_mass(const Grid& grid, std::span<const Gaussian> gaussians);

/// Equation 8 over all joints: the summed mixture divided by its maximum over the voxels; all zero when no
/// joint is known.
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
