#pragma once

#include <optional>
#include <vector>

#include <QPointF>
#include <QWidget>

#include "core/formats/rig.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

/// The joints of a file in their first good pose, turned by dragging beside them; a click takes the nearest
/// one, which can also be dragged elsewhere. Those that stand for a joint of the body have its side's
/// colour.
class RigView : public QWidget {
  Q_OBJECT
 public:
  explicit RigView(Rig rig, QWidget* parent = nullptr);

  void setMapping(const JointSet& mapping);
  void setHighlighted(std::vector<int> joints);
  QPointF place_of(int joint) const;

 Q_SIGNALS:
  /// `add`: beside what is chosen already, whose middle is wanted (Shift).
  void picked(int joint, bool add);
  /// A joint is on its way to a place of the screen, and is let go there.
  void dragged(const QPointF& global);
  void dropped(int joint, const QPointF& global, bool add);

 protected:
  QSize minimumSizeHint() const override { return {260, 320}; }
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void standUpright();
  void turnToViewer();
  int nearest(const QPointF& place) const;
  void drawBones(QPainter& painter) const;
  void drawJoints(QPainter& painter) const;
  void drawNames(QPainter& painter) const;

  Rig rig_;
  std::vector<std::optional<Joint>> stands_for_;
  std::vector<int> highlighted_;
  Eigen::Vector3f middle_ = Eigen::Vector3f::Zero();
  float radius_ = 1;
  double turn_ = 0;  ///< about the upright axis, radians
  bool faces_viewer_ = false;
  int hovered_ = -1;
  std::optional<QPointF> pressed_;
  int pressed_joint_ = -1;
  bool is_drag_ = false;  ///< the pointer has left the place where it was pressed
  double turn_when_pressed_ = 0;
};

}  // namespace solopose
