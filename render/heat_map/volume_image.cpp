#include "render/heat_map/volume_image.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <vtkPointData.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int tile = 16;  // two tiles of floats stay in the first-level cache

/// One plane of constant y: target[z][x] = source[x][z], each with its own stride between rows.
void turn_plane(const float* source, std::size_t source_stride, int size_x, int size_z, float* target,
                std::size_t target_stride) {
  for (int x0 = 0; x0 < size_x; x0 += tile) {
    const int x1 = std::min(x0 + tile, size_x);
    for (int z0 = 0; z0 < size_z; z0 += tile) {
      const int z1 = std::min(z0 + tile, size_z);
      for (int z = z0; z < z1; ++z) {
        for (int x = x0; x < x1; ++x) {
          const float value =
              source[static_cast<std::size_t>(x) * source_stride + static_cast<std::size_t>(z)];
          target[static_cast<std::size_t>(z) * target_stride + static_cast<std::size_t>(x)] =
              std::isfinite(value) ? value : 0.0F;
        }
      }
    }
  }
}

}  // namespace

void VolumeImage::set(const Grid& grid, std::span<const float> values) {
  if (static_cast<std::int64_t>(values.size()) != grid.voxels()) {
    throw Error(fmt::format("heat map: a grid of {} voxels, found {} values", grid.voxels(), values.size()));
  }
  const bool same_size = grid.size == grid_.size && values_->GetNumberOfValues() == grid.voxels();
  grid_ = grid;
  if (!same_size) {
    image_->SetDimensions(grid.size[0], grid.size[1], grid.size[2]);
    values_->SetNumberOfValues(grid.voxels());
    image_->GetPointData()->SetScalars(values_);
  }
  image_->SetOrigin(grid.origin_mm.x(), grid.origin_mm.y(), grid.origin_mm.z());
  image_->SetSpacing(grid.spacing_mm.x(), grid.spacing_mm.y(), grid.spacing_mm.z());
  const auto [size_x, size_y, size_z] = grid.size;
  const std::size_t source_stride = static_cast<std::size_t>(size_y) * static_cast<std::size_t>(size_z);
  const std::size_t target_stride = static_cast<std::size_t>(size_y) * static_cast<std::size_t>(size_x);
  for (int y = 0; y < size_y; ++y) {
    turn_plane(values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_z), source_stride,
               size_x, size_z, values_->GetPointer(static_cast<vtkIdType>(y) * size_x), target_stride);
  }
  values_->Modified();
  image_->Modified();
}

std::span<const float> VolumeImage::x_fastest() const {
  return {const_cast<vtkFloatArray*>(values_.Get())->GetPointer(0),
          static_cast<std::size_t>(values_->GetNumberOfValues())};
}

float VolumeImage::value(const std::array<int, 3>& voxel) const {
  const vtkIdType row = static_cast<vtkIdType>(voxel[2]) * grid_.size[1] + voxel[1];
  return values_->GetValue(row * grid_.size[0] + voxel[0]);
}

}  // namespace solopose
