#pragma once

#include "core/heatpose/density.h"

namespace solopose {

// One voxel's work of each kernel, callable on the host: the tests run these loops on the CPU.

SOLOPOSE_HOST_DEVICE inline void sum_voxel(const VoxelGrid& grid, const Gaussian* gaussians, int count,
                                           float scale, bool overwrite, float* volume, long long index) {
  const float value = scale * voxel_density<float>(grid, gaussians, count, index);
  volume[index] = overwrite ? value : volume[index] + value;
}

SOLOPOSE_HOST_DEVICE inline void gradient_voxel(const VoxelGrid& grid, const float* logits,
                                                const Gaussian* gaussians, int count, float log_partition,
                                                float mass, float scale, float* gradient, long long index) {
  const float target = voxel_density<float>(grid, gaussians, count, index) / mass;
  gradient[index] = scale * (std::exp(logits[index] - log_partition) - target);
}

}  // namespace solopose
