#include "render/skeleton/skeleton_view.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include "render/skeleton/skeleton_view_qt3d.h"

namespace solopose {

namespace {

constexpr int kFlight_ms = 250;

/// A point as far from the eye as before, so many pixels on.
Eigen::Vector3f beside(const OrbitCamera& camera, const Eigen::Vector3f& point_mm, const QPointF& moved_px) {
  const auto seen = camera.project(point_mm.cast<double>());
  if (!seen) return point_mm;
  const Eigen::Vector3d step = moved_px.x() * camera.rightward() - moved_px.y() * camera.upward();
  return point_mm + (seen->mm_per_pixel * step).cast<float>();
}

}  // namespace

std::vector<Eigen::Vector3f> framedPoints(const SkeletonScene& scene) {
  std::vector<Eigen::Vector3f> points;
  for (const SkeletonInstance& skeleton : scene.skeletons) {
    if (!skeleton.ghost) points.insert(points.end(), skeleton.joints_mm.begin(), skeleton.joints_mm.end());
  }
  for (const SceneMarker& marker : scene.markers) points.push_back(marker.at_mm);
  if (points.empty() && scene.reference_points_mm) {
    points.assign(scene.reference_points_mm->begin(), scene.reference_points_mm->end());
  }
  return points;
}

SkeletonView* SkeletonView::create(QWidget* parent) { return new SkeletonViewQt3D(parent); }

SkeletonView::SkeletonView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::ClickFocus);
  setMouseTracking(true);
  setMinimumSize(200, 150);
  camera_.look(FixedView::perspective);
  flight_.setStartValue(0.0);
  flight_.setEndValue(1.0);
  flight_.setDuration(kFlight_ms);
  flight_.setEasingCurve(QEasingCurve::InOutCubic);
  connect(&flight_, &QVariantAnimation::valueChanged, this,
          [this](const QVariant& t) { applyCamera(interpolate(flight_from_, flight_to_, t.toDouble())); });
  connect(&flight_, &QVariantAnimation::finished, this, &SkeletonView::cameraChanged);
}

void SkeletonView::setScene(SkeletonScene scene) {
  scene_ = std::move(scene);
  requestDraw();
}

void SkeletonView::setCamera(const OrbitCamera& camera, bool animated) {
  flight_.stop();
  if (!animated || !isVisible()) return applyCamera(camera);
  flight_from_ = camera_;
  flight_to_ = camera;
  flight_.start();
}

void SkeletonView::applyCamera(const OrbitCamera& camera) {
  camera_ = camera;
  camera_.width_px = std::max(1, width());
  camera_.height_px = std::max(1, height());
  requestDraw();
  Q_EMIT cameraChanged();
}

void SkeletonView::setFixedView(FixedView from) {
  OrbitCamera camera = camera_;
  camera.look(from);
  camera.frame(framedPoints(scene_));
  setCamera(camera, true);
}

void SkeletonView::frameAll() {
  OrbitCamera camera = flight_.state() == QAbstractAnimation::Running ? flight_to_ : camera_;
  camera.width_px = std::max(1, width());
  camera.height_px = std::max(1, height());
  camera.frame(framedPoints(scene_));
  setCamera(camera, true);
}

void SkeletonView::setOrthographic(bool on) {
  OrbitCamera camera = camera_;
  camera.orthographic = on;
  setCamera(camera);
}

std::optional<QPointF> SkeletonView::pixelOf(const Eigen::Vector3f& point_mm) const {
  const auto seen = camera_.project(point_mm.cast<double>());
  if (!seen) return std::nullopt;
  return QPointF(seen->pixel.x(), seen->pixel.y());
}

std::optional<SkeletonPick> SkeletonView::pickAt(const QPointF& pixel) const {
  return pickSkeleton(camera_, scene_.skeletons, {pixel.x(), pixel.y()});
}

void SkeletonView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  flight_to_.width_px = width();
  flight_to_.height_px = height();
  applyCamera(camera_);
}

void SkeletonView::mousePressEvent(QMouseEvent* event) {
  flight_.stop();
  pressed_at_ = last_at_ = event->position();
  dragging_ = false;
  grabbed_.reset();
  const bool moves = joints_movable_ && event->modifiers().testFlag(Qt::ControlModifier);
  if (moves && event->button() == Qt::LeftButton) grab(event->position());
}

void SkeletonView::grab(const QPointF& pixel) {
  const auto pick = pickAt(pixel);
  if (!pick) return;
  const auto skeleton = std::ranges::find(scene_.skeletons, pick->id, &SkeletonInstance::id);
  grabbed_ = Grabbed{*pick, skeleton->joints_mm[static_cast<std::size_t>(pick->joint)]};
}

void SkeletonView::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() == Qt::NoButton) return hover(event->position());
  if (!dragging_ && (event->position() - pressed_at_).manhattanLength() < QApplication::startDragDistance())
    return;
  dragging_ = true;
  const QPointF moved = event->position() - last_at_;
  last_at_ = event->position();
  if (grabbed_) {
    grabbed_->at_mm = beside(camera_, grabbed_->at_mm, moved);
    Q_EMIT jointMoved(grabbed_->pick.id, grabbed_->pick.joint, grabbed_->at_mm);
    return;
  }
  OrbitCamera camera = camera_;
  const bool left = event->buttons().testFlag(Qt::LeftButton);
  if (event->buttons().testFlag(Qt::MiddleButton) ||
      (left && event->modifiers().testFlag(Qt::ShiftModifier))) {
    camera.pan(moved.x(), moved.y());
  } else if (left) {
    camera.orbit(moved.x(), moved.y());
  } else if (event->buttons().testFlag(Qt::RightButton)) {
    camera.zoom(-moved.y() / 20);
  }
  applyCamera(camera);
}

void SkeletonView::mouseReleaseEvent(QMouseEvent* event) {
  if (const auto dropped = std::exchange(grabbed_, std::nullopt); dropped && dragging_) {
    Q_EMIT jointDropped(dropped->pick.id, dropped->pick.joint, dropped->at_mm);
    return;
  }
  if (dragging_ || event->button() != Qt::LeftButton) return;
  if (const auto pick = pickAt(event->position())) {
    Q_EMIT picked(pick->id, pick->joint);
  } else {
    Q_EMIT clickedBeside();
  }
}

void SkeletonView::wheelEvent(QWheelEvent* event) {
  flight_.stop();
  OrbitCamera camera = camera_;
  camera.zoom(event->angleDelta().y() / 120.0);
  applyCamera(camera);
  event->accept();
}

void SkeletonView::hover(const QPointF& pixel) {
  const auto pick = pickAt(pixel);
  const qint64 id = pick ? pick->id : -1;
  const int joint = pick ? pick->joint : -1;
  if (id == hovered_id_ && joint == hovered_joint_) return;
  hovered_id_ = id;
  hovered_joint_ = joint;
  Q_EMIT hovered(id, joint);
}

}  // namespace solopose
