#include "core/heatpose/cuda/volume_cuda.h"

#include <cuda_runtime.h>

#include "core/heatpose/cuda/voxel_kernels.h"

namespace solopose {
namespace {

constexpr int block_size = 256;

__device__ long long first_index() { return static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x; }

__global__ void sum_kernel(VoxelGrid grid, const Gaussian* gaussians, int count, float scale, bool overwrite,
                           float* volume, long long voxels) {
  const long long step = static_cast<long long>(gridDim.x) * blockDim.x;
  for (long long i = first_index(); i < voxels; i += step)
    sum_voxel(grid, gaussians, count, scale, overwrite, volume, i);
}

__global__ void gradient_kernel(VoxelGrid grid, const float* logits, const Gaussian* gaussians, int count,
                                float log_partition, float mass, float scale, float* gradient,
                                long long voxels) {
  const long long step = static_cast<long long>(gridDim.x) * blockDim.x;
  for (long long i = first_index(); i < voxels; i += step) {
    gradient_voxel(grid, logits, gaussians, count, log_partition, mass, scale, gradient, i);
  }
}

long long voxels_of(const VoxelGrid& grid) {
  return static_cast<long long>(grid.size[0]) * grid.size[1] * grid.size[2];
}

int blocks_for(long long voxels) {
  constexpr long long most = 65535;
  const long long blocks = (voxels + block_size - 1) / block_size;
  return static_cast<int>(blocks < most ? blocks : most);
}

const char* last_error() {
  const cudaError_t error = cudaGetLastError();
  return error == cudaSuccess ? "" : cudaGetErrorString(error);
}

}  // namespace

const char* sum_gaussians_on_gpu(const VoxelGrid& grid, const Gaussian* gaussians, int count, float scale,
                                 bool overwrite, float* volume, void* stream) {
  const long long voxels = voxels_of(grid);
  sum_kernel<<<blocks_for(voxels), block_size, 0, static_cast<cudaStream_t>(stream)>>>(
      grid, gaussians, count, scale, overwrite, volume, voxels);
  return last_error();
}

const char* cross_entropy_gradient_on_gpu(const VoxelGrid& grid, const float* logits,
                                          const Gaussian* gaussians, int count, float log_partition,
                                          float mass, float scale, float* gradient, void* stream) {
  const long long voxels = voxels_of(grid);
  gradient_kernel<<<blocks_for(voxels), block_size, 0, static_cast<cudaStream_t>(stream)>>>(
      grid, logits, gaussians, count, log_partition, mass, scale, gradient, voxels);
  return last_error();
}

}  // namespace solopose
