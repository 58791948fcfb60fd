#pragma once

#include <array>

#include <vtkActor.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageSlice.h>
#include <vtkImageSliceMapper.h>
#include <vtkLookupTable.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>

#include "render/heat_map/heat_map_overlay.h"
#include "render/heat_map/heat_map_style.h"
#include "render/heat_map/mesh_actor.h"
#include "render/heat_map/slice_geometry.h"
#include "render/heat_map/volume_image.h"
#include "render/heat_map/volume_layer.h"

namespace solopose {

/// Everything VTK draws of a heat map, in the volume's own millimetres.
class HeatMapScene {
 public:
  HeatMapScene();

  vtkRenderer* renderer() const { return renderer_; }
  VolumeLayer& volume() { return volume_; }
  const VolumeImage& image() const { return image_; }
  bool has_volume() const { return has_volume_; }
  const HeatMapOverlay& overlay() const { return overlay_; }
  const SlicePlanes& slices() const { return slices_; }

  void set_volume(const Grid& grid, std::span<const float> values);
  void clear();
  void set_style(const HeatMapStyle& style);
  void set_overlay(const HeatMapOverlay& overlay);
  void set_colours(const HeatMapColours& colours);
  void set_slices(const SlicePlanes& slices);
  void set_camera(const OrbitCamera& camera);

 private:
  void build_slices();
  void build_surface();
  void build_outline();
  void place_outline();
  void add_lines(vtkPolyData* data, vtkActor* actor);
  void place_slice_frames();
  void rebuild_overlay();
  void show();

  vtkNew<vtkRenderer> renderer_;
  VolumeImage image_;
  VolumeLayer volume_{image_.image()};
  std::array<vtkNew<vtkImageSliceMapper>, 3> slice_mappers_;
  std::array<vtkNew<vtkImageSlice>, 3> slice_props_;
  vtkNew<vtkLookupTable> slice_colours_;
  vtkNew<vtkPolyData> slice_frame_data_;
  vtkNew<vtkActor> slice_frames_;
  vtkNew<vtkFlyingEdges3D> surface_filter_;
  vtkNew<vtkActor> surface_;
  vtkNew<vtkPolyData> outline_data_;
  vtkNew<vtkActor> outline_;
  MeshActor skeleton_;
  MeshActor decoded_;
  MeshActor side_centres_;
  MeshActor errors_;
  HeatMapOverlay overlay_;
  HeatMapColours colours_;
  HeatMapStyle style_;
  SlicePlanes slices_;
  bool has_volume_ = false;
};

}  // namespace solopose
