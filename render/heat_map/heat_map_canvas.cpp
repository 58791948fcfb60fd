#include "render/heat_map/heat_map_canvas.h"

#include <algorithm>
#include <utility>

#include <Eigen/Geometry>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <vtkRenderWindow.h>

#include "render/heat_map/annotations.h"

namespace solopose {
namespace {

// Full quality is to be there 250 ms after the last movement, so the rest is what drawing leaves of that; but
// frames that are played must not be taken for rest.
constexpr double settled_after_ms = 240;
constexpr double shortest_rest_ms = 60;
constexpr double longest_rest_ms = 200;

constexpr double finest_moving = 2;
constexpr double coarsest_moving = 6;
constexpr double rays_through_voxel = 6;
constexpr double coarsest_resting = 2;  // more would show as a seam along the bones
constexpr double slow_ms = 38;
constexpr double quick_ms = 22;

// For the numbers along the cube's edges.
constexpr double label_room_x_px = 70;
constexpr double label_room_y_px = 34;
// For what a person's Gaussians reach beyond the joints.
constexpr double person_margin_mm = 200;
constexpr double person_room_px = 10;
constexpr int framing_rounds = 8;  // near things grow faster than far ones

constexpr int wheel_step = 120;  // touch pads send many small turns

Eigen::Vector2d vector_of(const QPointF& point) { return {point.x(), point.y()}; }

/// The joints' box with a margin, within the grid; the grid's own where no joint is known.
Eigen::AlignedBox3d box_of_person(const HeatMapOverlay& overlay, const Grid& grid) {
  const Eigen::AlignedBox3d cube(lower_corner(grid), upper_corner(grid));
  Eigen::AlignedBox3d person;
  for (const Eigen::Vector3d& joint : overlay.joints)
    if (joint.allFinite()) person.extend(joint);
  if (person.isEmpty()) return cube;
  const Eigen::Vector3d margin = Eigen::Vector3d::Constant(person_margin_mm);
  const Eigen::AlignedBox3d inside =
      Eigen::AlignedBox3d(person.min() - margin, person.max() + margin).intersection(cube);
  return inside.isEmpty() ? cube : inside;
}

}  // namespace

HeatMapView::Canvas::Canvas(HeatMapView* view, RayCasting casting)
    : VtkWidget(view), view_(view), casting_(casting) {
  renderWindow()->AddRenderer(scene.renderer());
  rest_.setSingleShot(true);
  connect(&rest_, &QTimer::timeout, this, &Canvas::settle);
  connect(this, &VtkWidget::contextReady, this, &Canvas::chooseMapper);
}

void HeatMapView::Canvas::chooseMapper() {
  const bool processor =
      casting_ == RayCasting::processor || (casting_ == RayCasting::as_renderer_wants && softwareRendering());
  scene.volume().cast_rays_on_processor(processor);
}

void HeatMapView::Canvas::touch() {
  coarse_ = scene.has_volume() && style.show_volume;
  dirty_ = true;
  changed_ = true;
  if (coarse_) {
    rest_.start(static_cast<int>(std::clamp(settled_after_ms - full_ms_, shortest_rest_ms, longest_rest_ms)));
  }
  redraw();
}

void HeatMapView::Canvas::settle() {
  rest_.stop();
  if (!std::exchange(coarse_, false)) return;
  dirty_ = true;
  redraw();
}

void HeatMapView::Canvas::applyQuality() {
  const double voxel = scene.image().grid().spacing_mm.minCoeff();
  // Between the rays that see a voxel nothing is to be seen that they do not see.
  const double voxel_px = devicePixelRatioF() * voxel / camera.mm_per_pixel_at_focus();
  const double finest = std::clamp(voxel_px / rays_through_voxel, 1.0, coarsest_resting);
  scene.volume().set_quality(coarse_ ? std::max(finest, pixels_between_rays_) : finest,
                             coarse_ ? voxel : voxel / 2);
  scene.renderer()->SetUseFXAA(!coarse_);
}

void HeatMapView::Canvas::drawScene(QImage& picture) {
  QElapsedTimer clock;
  clock.start();
  applyQuality();
  scene.set_camera(camera);
  VtkWidget::drawScene(picture);
  paintOver(picture);
  dirty_ = false;
  const double ms = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
  learn(ms);
  Q_EMIT view_->painted(ms, !coarse_);
  if (std::exchange(changed_, false)) probeAgain();
}

void HeatMapView::Canvas::paintOver(QImage& picture) {
  if (!scene.has_volume()) return;
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.85);
  painter.setFont(small);
  if (style.show_axes) {
    paint_axes(painter, camera, scene.image().grid(), colours);
    paint_directions(painter, camera, colours);
  }
  paint_colour_bar(painter, size(), style, colours);
}

void HeatMapView::Canvas::learn(double ms) {
  if (!scene.has_volume()) return;
  if (!coarse_) {
    full_ms_ = ms;
  } else if (ms > slow_ms) {
    pixels_between_rays_ = std::min(coarsest_moving, pixels_between_rays_ * 1.2);
  } else if (ms < quick_ms) {
    pixels_between_rays_ = std::max(finest_moving, pixels_between_rays_ / 1.1);
  }
}

void HeatMapView::Canvas::resizeEvent(QResizeEvent* event) {
  VtkWidget::resizeEvent(event);
  camera.width_px = std::max(1, width());
  camera.height_px = std::max(1, height());
  frame(framed);
  touch();
}

/// As near as the corners allow.
void HeatMapView::Canvas::fillWith(std::span<const Eigen::Vector3f> corners_mm, double room_x_px,
                                   double room_y_px) {
  const Eigen::Vector2d size(camera.width_px, camera.height_px);
  const Eigen::Vector2d room = (size - 2 * Eigen::Vector2d(room_x_px, room_y_px)).cwiseMax(size / 3);
  for (int round = 0; round < framing_rounds; ++round) {
    double widest = 0;
    for (const Eigen::Vector3f& corner : corners_mm) {
      const auto place = camera.project(corner.cast<double>());
      if (!place) return;
      const Eigen::Vector2d from_middle = place->pixel - 0.5 * size;
      widest = std::max(widest, 2 * from_middle.cwiseAbs().cwiseQuotient(room).maxCoeff());
    }
    camera.distance_mm *= widest;
  }
}

void HeatMapView::Canvas::frame(Framed what) {
  if (!scene.has_volume() || what == Framed::nothing) return;
  const Grid& grid = scene.image().grid();
  const bool person = what == Framed::person;
  const Eigen::AlignedBox3d box = box_of_person(person ? scene.overlay() : HeatMapOverlay{}, grid);
  std::array<Eigen::Vector3f, 8> corners;
  for (std::size_t corner = 0; corner < corners.size(); ++corner)
    corners[corner] = box.corner(static_cast<Eigen::AlignedBox3d::CornerType>(corner)).cast<float>();
  camera.frame(corners);
  fillWith(corners, person ? person_room_px : label_room_x_px, person ? person_room_px : label_room_y_px);
  framed = what;
  touch();
}

std::optional<SliceHit> HeatMapView::Canvas::sliceUnder(const QPointF& pixel) const {
  if (!scene.has_volume() || !style.show_slices) return std::nullopt;
  return first_slice_hit(scene.image().grid(), scene.slices(), ray_through(camera, vector_of(pixel)));
}

void HeatMapView::Canvas::moveSlice(int axis, int voxel) {
  SlicePlanes slices = scene.slices();
  slices.voxel[static_cast<std::size_t>(axis)] = voxel;
  const SlicePlanes before = scene.slices();
  scene.set_slices(slices);
  if (scene.slices().voxel == before.voxel) return;
  touch();
  Q_EMIT view_->sliceMoved(axis, scene.slices().voxel[static_cast<std::size_t>(axis)]);
}

void HeatMapView::Canvas::dragSlice(const QPointF& pixel) {
  const Ray ray = ray_through(camera, vector_of(pixel));
  const auto position = dragged_position_mm(held_->position_mm, held_->axis, ray);
  if (position)
    moveSlice(held_->axis, SlicePlanes::nearest_voxel(scene.image().grid(), held_->axis, *position));
}

std::optional<std::array<int, 3>> HeatMapView::Canvas::highestUnder(const QPointF& pixel) const {
  return highest_voxel_along(scene.image().grid(), scene.image().x_fastest(),
                             ray_through(camera, vector_of(pixel)));
}

void HeatMapView::Canvas::probe(const QPointF& pixel) {
  if (!scene.has_volume()) return;
  const Grid& grid = scene.image().grid();
  std::optional<HeatMapProbe> found;
  if (style.show_slices) {
    if (const auto hit = sliceUnder(pixel))
      found = HeatMapProbe{hit->voxel, hit->position_mm, scene.image().value(hit->voxel)};
    setCursor(found ? Qt::SizeAllCursor : Qt::ArrowCursor);
  } else {
    const auto voxel = highestUnder(pixel);
    if (voxel) found = HeatMapProbe{*voxel, grid.centre_mm(*voxel), scene.image().value(*voxel)};
    unsetCursor();
  }
  Q_EMIT view_->probed(found);
}

/// What lies under a resting pointer has become another.
void HeatMapView::Canvas::probeAgain() {
  if (!underMouse()) return;
  if (scene.has_volume()) return probe(pointer_);
  Q_EMIT view_->probed(std::nullopt);
}

void HeatMapView::Canvas::mousePressEvent(QMouseEvent* event) {
  pointer_ = event->position();
  const bool may_hold = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
  held_ = may_hold ? sliceUnder(pointer_) : std::nullopt;
}

void HeatMapView::Canvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF moved = event->position() - pointer_;
  pointer_ = event->position();
  if (event->buttons() == Qt::NoButton) return probe(pointer_);
  if (!scene.has_volume()) return;
  if (held_) return dragSlice(pointer_);
  framed = Framed::nothing;
  if (event->buttons().testFlag(Qt::LeftButton) && !event->modifiers().testFlag(Qt::ShiftModifier)) {
    camera.orbit(moved.x(), moved.y());
  } else {
    camera.pan(moved.x(), moved.y());
  }
  touch();
}

void HeatMapView::Canvas::mouseReleaseEvent(QMouseEvent*) { held_.reset(); }

void HeatMapView::Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!scene.has_volume() || !style.show_slices || event->button() != Qt::LeftButton) return;
  const auto voxel = highestUnder(event->position());
  if (!voxel) return;
  for (int axis = 0; axis < 3; ++axis) moveSlice(axis, (*voxel)[static_cast<std::size_t>(axis)]);
}

void HeatMapView::Canvas::wheelEvent(QWheelEvent* event) {
  wheel_ += event->angleDelta().y();
  const int steps = wheel_ / wheel_step;
  wheel_ %= wheel_step;
  event->accept();
  if (steps == 0 || !scene.has_volume()) return;
  framed = Framed::nothing;
  camera.zoom(steps);
  touch();
}

void HeatMapView::Canvas::leaveEvent(QEvent*) { Q_EMIT view_->probed(std::nullopt); }

}  // namespace solopose
