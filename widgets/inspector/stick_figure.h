#pragma once

#include <QWidget>

#include "widgets/inspector/front_view.h"

namespace solopose {

/// The current pose as lines, seen from the front, in the colours of the body's sides. Says so when there is
/// nothing to draw.
class StickFigure : public QWidget {
  Q_OBJECT
 public:
  explicit StickFigure(QWidget* parent = nullptr);

  void setPose(const FlatPose& pose);
  void clear(const QString& reason);  ///< shown in place of the figure
  int jointsShown() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QTransform toWidget() const;
  void drawSideNames(QPainter& painter) const;

  FlatPose pose_;
  QString reason_;
};

}  // namespace solopose
