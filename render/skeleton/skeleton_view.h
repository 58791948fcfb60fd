#pragma once

#include <optional>
#include <vector>

#include <QImage>
#include <QPointF>
#include <QVariantAnimation>
#include <QWidget>

#include "render/skeleton/orbit_camera.h"
#include "render/skeleton/pick.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// What "frame all" frames: the joints of skeletons, ghosts left out, and markers; in an empty scene the
/// reference points.
std::vector<Eigen::Vector3f> framedPoints(const SkeletonScene& scene);

/// A 3D view of many skeletons: orbit with the left button, pan with the middle one or with Shift, zoom with
/// the wheel, pick with a click, and, where that is allowed, move a joint with Ctrl and the left button. What
/// draws it is hidden behind create(), because Qt 3D is deprecated from Qt 6.8 on.
///
/// Keys always go on to the window: the view keeps none. Draws only when something has changed.
class SkeletonView : public QWidget {
  Q_OBJECT
 public:
  /// The view drawn by Qt 3D.
  static SkeletonView* create(QWidget* parent = nullptr);

  const SkeletonScene& scene() const { return scene_; }
  void setScene(SkeletonScene scene);

  const OrbitCamera& camera() const { return camera_; }
  void setCamera(const OrbitCamera& camera, bool animated = false);
  void setFixedView(FixedView from);  ///< turns there in a short flight and frames all
  void frameAll();
  void setOrthographic(bool on);
  void setJointsMovable(bool movable) { joints_movable_ = movable; }
  bool isFlying() const { return flight_.state() == QAbstractAnimation::Running; }

  /// Where a point of the scene is in this widget, in its pixels; none when behind the eye.
  std::optional<QPointF> pixelOf(const Eigen::Vector3f& point_mm) const;
  std::optional<SkeletonPick> pickAt(const QPointF& pixel) const;

  /// What is drawn, at the screen's own resolution; null when nothing can be drawn yet.
  virtual QImage picture() = 0;

 Q_SIGNALS:
  /// A click, not a drag, on a joint or a bone.
  void picked(qint64 id, int joint);
  void clickedBeside();
  /// The pointer moved onto another joint; id -1 = off all.
  void hovered(qint64 id, int joint);
  void cameraChanged();  ///< also as a flight ends
  /// A joint follows the pointer, at its depth. The scene is whoever's to change who listens.
  void jointMoved(qint64 id, int joint, const Eigen::Vector3f& to_mm);
  void jointDropped(qint64 id, int joint, const Eigen::Vector3f& at_mm);

 protected:
  explicit SkeletonView(QWidget* parent);

  /// Draw scene() as camera() sees it, soon.
  virtual void requestDraw() = 0;

  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void applyCamera(const OrbitCamera& camera);
  void hover(const QPointF& pixel);
  void grab(const QPointF& pixel);

  struct Grabbed {
    SkeletonPick pick;
    Eigen::Vector3f at_mm = Eigen::Vector3f::Zero();
  };
  SkeletonScene scene_;
  OrbitCamera camera_;
  QVariantAnimation flight_;
  OrbitCamera flight_from_;
  OrbitCamera flight_to_;
  QPointF pressed_at_;
  QPointF last_at_;
  bool dragging_ = false;
  bool joints_movable_ = false;
  std::optional<Grabbed> grabbed_;
  qint64 hovered_id_ = -1;
  int hovered_joint_ = -1;
};

}  // namespace solopose
