#include "render/heat_map/heat_map_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkImageProperty.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include "core/heatpose/value_axis.h"
#include "render/heat_map/overlay_meshes.h"

namespace solopose {
namespace {

constexpr int slice_colour_count = 4096;  // as for the volume
constexpr double surface_opacity = 0.6;

// Where there is little, a slice is a tinted pane through which the rest is seen.
constexpr double pane_opacity = 0.25;
constexpr double solid_from = 0.15;

/// How far a colour of the map is from the one that means nothing.
double emphasis(ColourMap map, double axis) {
  return map == ColourMap::coolwarm ? std::abs(2 * axis - 1) : axis;
}

double slice_opacity(const HeatMapStyle& style, double share) {
  const double much = emphasis(style.colours, axis_of_share(share, style.log_colours)) / solid_from;
  return pane_opacity + (1 - pane_opacity) * std::min(1.0, much);
}

std::array<bool, 4> overlay_layers(const HeatMapStyle& style) {
  return {style.show_skeleton, style.show_decoded, style.show_sides, style.show_errors};
}

std::array<double, 3> channels(const QColor& colour) {
  return {colour.redF(), colour.greenF(), colour.blueF()};
}

}  // namespace

HeatMapScene::HeatMapScene() {
  build_slices();
  build_surface();
  build_outline();
  renderer_->AddVolume(volume_.prop());
  for (const auto* layer : {&skeleton_, &decoded_, &side_centres_, &errors_})
    renderer_->AddActor(layer->prop());
  show();
}

void HeatMapScene::build_slices() {
  slice_colours_->SetNumberOfTableValues(slice_colour_count);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    slice_mappers_[axis]->SetInputData(image_.image());
    slice_mappers_[axis]->SetOrientation(static_cast<int>(axis));
    slice_mappers_[axis]->BorderOn();
    slice_props_[axis]->SetMapper(slice_mappers_[axis]);
    vtkImageProperty* property = slice_props_[axis]->GetProperty();
    property->SetLookupTable(slice_colours_);
    property->UseLookupTableScalarRangeOn();
    property->SetInterpolationTypeToLinear();
    slice_props_[axis]->ForceTranslucentOn();
    renderer_->AddViewProp(slice_props_[axis]);
  }
  add_lines(slice_frame_data_, slice_frames_);
}

void HeatMapScene::build_surface() {
  surface_filter_->SetInputData(image_.image());
  surface_filter_->ComputeNormalsOn();
  surface_filter_->ComputeScalarsOff();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(surface_filter_->GetOutputPort());
  mapper->ScalarVisibilityOff();
  surface_->SetMapper(mapper);
  surface_->GetProperty()->SetOpacity(surface_opacity);
  // One layer of a closed surface needs no sorting.
  surface_->GetProperty()->BackfaceCullingOn();
  surface_->GetProperty()->SetAmbient(0.3);
  surface_->GetProperty()->SetDiffuse(0.7);
  renderer_->AddActor(surface_);
}

void HeatMapScene::build_outline() {
  vtkNew<vtkCellArray> edges;
  for (vtkIdType corner = 0; corner < 8; ++corner) {
    for (const vtkIdType bit : {1, 2, 4}) {
      if ((corner & bit) != 0) continue;
      const vtkIdType ends[] = {corner, corner | bit};
      edges->InsertNextCell(2, ends);
    }
  }
  outline_data_->SetLines(edges);
  add_lines(outline_data_, outline_);
}

void HeatMapScene::add_lines(vtkPolyData* data, vtkActor* actor) {
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(data);
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  renderer_->AddActor(actor);
}

void HeatMapScene::place_outline() {
  const Eigen::Vector3d low = lower_corner(image_.grid());
  const Eigen::Vector3d high = upper_corner(image_.grid());
  vtkNew<vtkPoints> corners;
  for (int corner = 0; corner < 8; ++corner) {
    corners->InsertNextPoint((corner & 1) != 0 ? high.x() : low.x(), (corner & 2) != 0 ? high.y() : low.y(),
                             (corner & 4) != 0 ? high.z() : low.z());
  }
  outline_data_->SetPoints(corners);
}

void HeatMapScene::place_slice_frames() {
  const Eigen::Vector3d low = lower_corner(image_.grid());
  const Eigen::Vector3d high = upper_corner(image_.grid());
  vtkNew<vtkPoints> corners;
  vtkNew<vtkCellArray> frames;
  for (int axis = 0; axis < 3; ++axis) {
    vtkIdType ends[5];
    for (int corner = 0; corner < 4; ++corner) {
      Eigen::Vector3d at = low;
      if (corner == 1 || corner == 2) at[(axis + 1) % 3] = high[(axis + 1) % 3];
      if (corner >= 2) at[(axis + 2) % 3] = high[(axis + 2) % 3];
      at[axis] = slices_.position_mm(image_.grid(), axis);
      ends[corner] = corners->InsertNextPoint(at.data());
    }
    ends[4] = ends[0];
    frames->InsertNextCell(5, ends);
  }
  slice_frame_data_->SetPoints(corners);
  slice_frame_data_->SetLines(frames);
}

void HeatMapScene::set_volume(const Grid& grid, std::span<const float> values) {
  image_.set(grid, values);
  has_volume_ = true;
  place_outline();
  set_slices(slices_);
  show();
}

void HeatMapScene::clear() {
  has_volume_ = false;
  set_overlay({});
  show();
}

void HeatMapScene::set_style(const HeatMapStyle& style) {
  const bool other_layers = overlay_layers(style) != overlay_layers(style_);
  style_ = style;
  if (other_layers) rebuild_overlay();
  volume_.set_style(style);
  for (int i = 0; i < slice_colour_count; ++i) {
    const double share = static_cast<double>(i) / (slice_colour_count - 1);
    const auto colour = colour_at(style.colours, share, style.log_colours);
    slice_colours_->SetTableValue(i, colour[0], colour[1], colour[2], slice_opacity(style, share));
  }
  slice_colours_->SetTableRange(style.range_low, style.range_high);
  surface_filter_->SetValue(0, style.surface_value);
  const double share = (style.surface_value - style.range_low) / (style.range_high - style.range_low);
  auto colour = colour_at(style.colours, share, style.log_colours);
  surface_->GetProperty()->SetColor(colour.data());
  show();
}

void HeatMapScene::set_overlay(const HeatMapOverlay& overlay) {
  overlay_ = overlay;
  rebuild_overlay();
}

/// Only what is shown: a frame is not to wait for balls nobody sees.
void HeatMapScene::rebuild_overlay() {
  if (style_.show_skeleton) skeleton_.set(skeleton_mesh(overlay_, colours_));
  if (style_.show_decoded) decoded_.set(decoded_mesh(overlay_, colours_));
  if (style_.show_sides) side_centres_.set(side_centres_mesh(overlay_, colours_));
  if (style_.show_errors) errors_.set(errors_mesh(overlay_, colours_));
}

void HeatMapScene::set_colours(const HeatMapColours& colours) {
  colours_ = colours;
  renderer_->SetBackground(channels(colours.background).data());
  outline_->GetProperty()->SetColor(channels(colours.lines).data());
  slice_frames_->GetProperty()->SetColor(channels(colours.text).data());
  rebuild_overlay();
}

void HeatMapScene::set_slices(const SlicePlanes& slices) {
  slices_ = slices;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    slices_.voxel[axis] = std::clamp(slices.voxel[axis], 0, image_.grid().size[axis] - 1);
    slice_mappers_[axis]->SetSliceNumber(slices_.voxel[axis]);
  }
  place_slice_frames();
}

void HeatMapScene::set_camera(const OrbitCamera& camera) {
  vtkCamera* target = renderer_->GetActiveCamera();
  const Eigen::Vector3d eye = camera.eye_mm();
  const Eigen::Vector3d up = camera.upward();
  target->SetPosition(eye.x(), eye.y(), eye.z());
  target->SetFocalPoint(camera.focus_mm.x(), camera.focus_mm.y(), camera.focus_mm.z());
  target->SetViewUp(up.x(), up.y(), up.z());
  target->SetParallelProjection(camera.orthographic);
  const double half_height = 0.5 * camera.height_px * camera.mm_per_pixel_at_focus();
  target->SetParallelScale(half_height);
  target->SetViewAngle(2 * std::atan(half_height / camera.distance_mm) * 180 / std::numbers::pi);
  // VTK 9.1 computes the aspect only when the size differs from that of the last time, which it forgets to
  // initialise: in recycled memory it may look the same, and the volume comes out stretched.
  renderer_->SetAspect(camera.width_px / camera.height_px, 1);
  renderer_->ResetCameraClippingRange();
}

void HeatMapScene::show() {
  volume_.prop()->SetVisibility(has_volume_ && style_.show_volume);
  surface_->SetVisibility(has_volume_ && style_.show_surface);
  outline_->SetVisibility(has_volume_ && style_.show_axes);
  for (const auto& slice : slice_props_) slice->SetVisibility(has_volume_ && style_.show_slices);
  slice_frames_->SetVisibility(has_volume_ && style_.show_slices);
  skeleton_.prop()->SetVisibility(style_.show_skeleton);
  decoded_.prop()->SetVisibility(style_.show_decoded);
  side_centres_.prop()->SetVisibility(style_.show_sides);
  errors_.prop()->SetVisibility(style_.show_errors);
}

}  // namespace solopose
