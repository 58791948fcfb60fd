#pragma once

#include <span>

#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkNew.h>

#include "core/heatpose/grid.h"

namespace solopose {

/// A volume as VTK wants it: x fastest where the studio has z. The axes are turned in the one pass that
/// brings the values here anyway; a matrix on the volume that swaps axes instead would be a reflection, which
/// turns surfaces inside out. The image stays the same object, so a new frame rebuilds no pipeline.
class VolumeImage {
 public:
  /// values: (x, y, z), z fastest, as many as the grid has; what is not finite becomes 0.
  void set(const Grid& grid, std::span<const float> values);

  vtkImageData* image() const { return image_; }
  const Grid& grid() const { return grid_; }
  std::span<const float> x_fastest() const;
  float value(const std::array<int, 3>& voxel) const;

 private:
  Grid grid_;
  vtkNew<vtkFloatArray> values_;
  vtkNew<vtkImageData> image_;
};

}  // namespace solopose
