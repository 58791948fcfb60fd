#include "render/heat_map/heat_map_view.h"

#include <QVBoxLayout>

#include "render/heat_map/heat_map_canvas.h"

namespace solopose {

namespace {

Eigen::Vector3d middle_of(const Grid& grid) {
  const Eigen::Vector3d low = lower_corner(grid);
  const Eigen::Vector3d high = upper_corner(grid);
  return 0.5 * (low + high);
}

/// At the same share of another grid.
SlicePlanes slices_on(const Grid& grid, SlicePlanes slices, const Grid& before) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    slices.voxel[axis] = (2 * slices.voxel[axis] + 1) * grid.size[axis] / (2 * before.size[axis]);
  return slices;
}

}  // namespace

HeatMapView::HeatMapView(QWidget* parent, RayCasting casting)
    : QWidget(parent), canvas_(new Canvas(this, casting)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(canvas_);
  setFocusProxy(canvas_);
  canvas_->camera.look(FixedView::perspective);
}

HeatMapView::~HeatMapView() = default;

void HeatMapView::setVolume(const Grid& grid, std::span<const float> values) {
  const Grid before = canvas_->scene.image().grid();
  const SlicePlanes slices = canvas_->scene.slices();
  canvas_->scene.set_volume(grid, values);
  if (placed_) {
    canvas_->camera.focus_mm += middle_of(grid) - middle_of(before);
    canvas_->scene.set_slices(slices_on(grid, slices, before));
  } else {
    placed_ = true;
    canvas_->camera.look(FixedView::perspective);
    HeatMapPlaces usual;
    usual.azimuth = canvas_->camera.azimuth;
    usual.elevation = canvas_->camera.elevation;
    take(wanted_.value_or(usual));
  }
  canvas_->touch();
}

void HeatMapView::forgetPlaces() {
  placed_ = false;
  wanted_.reset();
}

HeatMapPlaces HeatMapView::places() const {
  if (!hasVolume()) return wanted_.value_or(HeatMapPlaces{});
  const OrbitCamera& camera = canvas_->camera;
  const Grid& grid = canvas_->scene.image().grid();
  HeatMapPlaces places{camera.azimuth, camera.elevation, canvas_->framed == Canvas::Framed::person,
                       camera.distance_mm, camera.focus_mm - middle_of(grid)};
  for (std::size_t axis = 0; axis < 3; ++axis)
    places.slices[axis] = (sliceVoxels()[axis] + 0.5) / grid.size[axis];
  return places;
}

void HeatMapView::setPlaces(const HeatMapPlaces& places) {
  wanted_ = places;
  if (hasVolume()) take(places);
}

void HeatMapView::take(const HeatMapPlaces& places) {
  const Grid& grid = canvas_->scene.image().grid();
  SlicePlanes slices;
  for (std::size_t axis = 0; axis < 3; ++axis)
    slices.voxel[axis] = static_cast<int>(places.slices[axis] * grid.size[axis]);
  canvas_->scene.set_slices(slices);
  OrbitCamera& camera = canvas_->camera;
  camera.azimuth = places.azimuth;
  camera.elevation = places.elevation;
  canvas_->framed = places.framed ? Canvas::Framed::person : Canvas::Framed::nothing;
  if (!places.framed) {
    camera.distance_mm = places.distance_mm;
    camera.focus_mm = middle_of(grid) + places.focus_from_middle_mm;
  }
  canvas_->frame(canvas_->framed);
  canvas_->touch();
}

void HeatMapView::clear() {
  canvas_->scene.clear();
  canvas_->touch();
}

bool HeatMapView::hasVolume() const { return canvas_->scene.has_volume(); }

void HeatMapView::setStyle(const HeatMapStyle& style) {
  canvas_->style = style;
  canvas_->scene.set_style(style);
  canvas_->touch();
}

const HeatMapStyle& HeatMapView::style() const { return canvas_->style; }

void HeatMapView::setColours(const HeatMapColours& colours) {
  canvas_->colours = colours;
  canvas_->scene.set_colours(colours);
  canvas_->touch();
}

void HeatMapView::setOverlay(const HeatMapOverlay& overlay) {
  canvas_->scene.set_overlay(overlay);
  canvas_->touch();
}

const OrbitCamera& HeatMapView::camera() const { return canvas_->camera; }

void HeatMapView::setCamera(const OrbitCamera& camera) {
  const double width = canvas_->camera.width_px;
  const double height = canvas_->camera.height_px;
  canvas_->camera = camera;
  canvas_->framed = Canvas::Framed::nothing;
  canvas_->camera.width_px = width;
  canvas_->camera.height_px = height;
  canvas_->touch();
}

void HeatMapView::setBodyAxes(const Eigen::Vector3d& up, const Eigen::Vector3d& facing) {
  canvas_->camera.set_axes(up, facing);
  canvas_->touch();
}

void HeatMapView::look(FixedView from) {
  canvas_->camera.look(from);
  canvas_->touch();
}

void HeatMapView::resetCamera() {
  canvas_->camera.look(FixedView::perspective);
  canvas_->frame(Canvas::Framed::person);
}

void HeatMapView::showCube() { canvas_->frame(Canvas::Framed::cube); }

std::array<int, 3> HeatMapView::sliceVoxels() const { return canvas_->scene.slices().voxel; }

void HeatMapView::setSliceVoxel(int axis, int voxel) { canvas_->moveSlice(axis, voxel); }

QImage HeatMapView::picture() {
  canvas_->settle();
  return canvas_->picture();
}

bool HeatMapView::isSettled() const { return canvas_->isSettled(); }

}  // namespace solopose
