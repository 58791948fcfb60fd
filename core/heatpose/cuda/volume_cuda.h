#pragma once

#include "core/heatpose/density.h"

namespace solopose {

// Every voxel for itself, in one pass and without a tensor for the target. Training does not call these: on a
// GPU its loss is made of torch's matrix products (core/network/losses.cpp), which run on any device.

/// volume[i] += or = scale * the mixture at voxel i, on the GPU. `gaussians` and `volume` are device
/// pointers, `stream` a cudaStream_t. The arithmetic is density.h's, in float. @returns an empty text, or
/// CUDA's own words for what went wrong.
const char* sum_gaussians_on_gpu(const VoxelGrid& grid, const Gaussian* gaussians, int count, float scale,
                                 bool overwrite, float* volume, void* stream);

/// gradient[i] = scale * (exp(logits[i] - log_partition) - mixture(i) / mass), with the sums that
/// CrossEntropy holds. Device pointers; logits and gradient may be the same memory.
const char* cross_entropy_gradient_on_gpu(const VoxelGrid& grid, const float* logits,
                                          const Gaussian* gaussians, int count, float log_partition,
                                          float mass, float scale, float* gradient, void* stream);

}  // namespace solopose
