#include "render/heat_map/volume_layer.h"

#include <array>

#include <vtkFixedPointVolumeRayCastMapper.h>
#include <vtkGPUVolumeRayCastMapper.h>
#include <vtkImageData.h>
#include <vtkVolumeProperty.h>

namespace solopose {
namespace {

constexpr double opacity_unit_mm = 100;
// Enough for the first decade of a logarithmic scale to be smooth.
constexpr int colour_samples = 1024;

}  // namespace

void fill_colours(const HeatMapStyle& style, vtkColorTransferFunction* colours) {
  std::array<double, 3 * colour_samples> table{};
  for (std::size_t i = 0; i < colour_samples; ++i) {
    const auto colour =
        colour_at(style.colours, static_cast<double>(i) / (colour_samples - 1), style.log_colours);
    std::copy(colour.begin(), colour.end(), table.begin() + static_cast<std::ptrdiff_t>(3 * i));
  }
  colours->BuildFunctionFromTable(style.range_low, style.range_high, colour_samples, table.data());
}

VolumeLayer::VolumeLayer(vtkImageData* image) : image_(image) {
  vtkVolumeProperty* property = volume_->GetProperty();
  property->SetColor(colours_);
  property->SetScalarOpacity(opacity_);
  property->SetScalarOpacityUnitDistance(opacity_unit_mm);
  property->SetInterpolationTypeToLinear();
  property->ShadeOff();
}

void VolumeLayer::cast_rays_on_processor(bool on) {
  if (on && !processor_) {
    processor_ = vtkSmartPointer<vtkFixedPointVolumeRayCastMapper>::New();
    processor_->SetInputData(image_);
    processor_->AutoAdjustSampleDistancesOff();
  }
  if (!on && !graphics_card_) {
    graphics_card_ = vtkSmartPointer<vtkGPUVolumeRayCastMapper>::New();
    graphics_card_->SetInputData(image_);
    graphics_card_->AutoAdjustSampleDistancesOff();
  }
  if (on) {
    volume_->SetMapper(processor_);
  } else {
    volume_->SetMapper(graphics_card_);
  }
}

void VolumeLayer::set_style(const HeatMapStyle& style) {
  fill_colours(style, colours_);
  opacity_->RemoveAllPoints();
  const double width = style.range_high - style.range_low;
  for (const TransferFunction::Point& point : style.transfer.points)
    opacity_->AddPoint(style.range_low + point.value * width, point.opacity);
}

void VolumeLayer::set_quality(double pixels_between_rays, double mm_between_samples) {
  const auto pixels = static_cast<float>(pixels_between_rays);
  const auto samples = static_cast<float>(mm_between_samples);
  if (processor_) {
    processor_->SetImageSampleDistance(pixels);
    processor_->SetSampleDistance(samples);
  }
  if (graphics_card_) {
    graphics_card_->SetImageSampleDistance(pixels);
    graphics_card_->SetSampleDistance(samples);
  }
}

}  // namespace solopose
