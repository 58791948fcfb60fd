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
  const bool first = !hasVolume();
  const Eigen::Vector3d before = middle_of(canvas_->scene.image().grid());
  canvas_->scene.set_volume(grid, values);
  if (first) {
    SlicePlanes slices;
    for (std::size_t axis = 0; axis < 3; ++axis) slices.voxel[axis] = grid.size[axis] / 2;
    canvas_->scene.set_slices(slices);
    resetCamera();
  } else {
    canvas_->camera.focus_mm += middle_of(grid) - before;
  }
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
