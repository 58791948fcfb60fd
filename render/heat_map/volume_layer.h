#pragma once

#include <vtkColorTransferFunction.h>
#include <vtkNew.h>
#include <vtkPiecewiseFunction.h>
#include <vtkSmartPointer.h>
#include <vtkVolume.h>

#include "render/heat_map/heat_map_style.h"

class vtkFixedPointVolumeRayCastMapper;
class vtkGPUVolumeRayCastMapper;
class vtkImageData;

namespace solopose {

/// The volume itself, seen through its transfer function. One summed volume; rays are cast by the graphics
/// card, or by the processor where the graphics card is only played by it (2 to 12 times as fast there).
class VolumeLayer {
 public:
  explicit VolumeLayer(vtkImageData* image);

  vtkVolume* prop() const { return volume_; }
  void cast_rays_on_processor(bool on);
  void set_style(const HeatMapStyle& style);
  /// Pixels between rays, 1 = full quality, and mm between samples along a ray.
  void set_quality(double pixels_between_rays, double mm_between_samples);

 private:
  vtkImageData* image_;
  vtkNew<vtkVolume> volume_;
  vtkNew<vtkColorTransferFunction> colours_;
  vtkNew<vtkPiecewiseFunction> opacity_;
  vtkSmartPointer<vtkFixedPointVolumeRayCastMapper> processor_;
  vtkSmartPointer<vtkGPUVolumeRayCastMapper> graphics_card_;
};

/// The map's colours over the style's range.
void fill_colours(const HeatMapStyle& style, vtkColorTransferFunction* colours);

}  // namespace solopose
