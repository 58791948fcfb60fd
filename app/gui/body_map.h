#pragma once

#include <optional>

#include <QWidget>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// A body drawn from the front whose 15 joints are targets: filled where a mapping has them, hollow where
/// not. The person faces the viewer, so its left is on the right. Clicked, or with arrows, one is current.
class BodyMap : public QWidget {
  Q_OBJECT
 public:
  explicit BodyMap(QWidget* parent = nullptr);

  void setMapping(const JointSet& mapping);
  void setCurrent(Joint joint);
  Joint current() const { return current_; }
  /// The one onto which something is being dragged.
  void setTarget(std::optional<Joint> joint);
  QPointF place_of(Joint joint) const;
  std::optional<Joint> jointAt(const QPointF& place) const;

 Q_SIGNALS:
  void chosen(Joint joint);

 protected:
  QSize minimumSizeHint() const override { return {220, 320}; }
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void step(int by);

  JointSet mapping_;
  Joint current_ = Joint::pelvis;
  std::optional<Joint> target_;
};

}  // namespace solopose
