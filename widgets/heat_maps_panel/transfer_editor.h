#pragma once

#include <vector>

#include <QWidget>

#include "widgets/heat_maps_panel/heat_map_look.h"

namespace solopose {

/// Opacity over value, drawn on the histogram of the volume (logarithmic counts). Points are dragged; a click
/// beside them adds one, a right click or Delete removes one. Keys: arrows move the selected point (finely
/// with Shift), Page Up and Page Down select another, Insert adds one behind it. The opacity axis is a square
/// root, because small opacities matter most.
class TransferEditor : public QWidget {
  Q_OBJECT
 public:
  explicit TransferEditor(QWidget* parent = nullptr);

  void setLook(const HeatMapLook& look);
  const TransferFunction& function() const { return look_.transfer; }
  void setHistogram(const std::vector<double>& counts);

  int selected() const { return selected_; }
  void select(int point);
  QPointF pixelOf(const TransferFunction::Point& point) const;

  QSize sizeHint() const override { return {360, 150}; }
  QSize minimumSizeHint() const override { return {160, 90}; }

 Q_SIGNALS:
  void edited();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF plot() const;
  TransferFunction::Point pointAt(const QPointF& pixel) const;
  int pointUnder(const QPointF& pixel) const;
  void movePoint(int index, TransferFunction::Point to);
  void addPoint(const TransferFunction::Point& point);
  void removePoint(int index);
  void nudge(double along, double up);
  void retranslate();

  void paintHistogram(QPainter& painter) const;
  void paintMap(QPainter& painter) const;
  void paintCurve(QPainter& painter) const;
  void paintLabels(QPainter& painter) const;

  HeatMapLook look_ = default_look();
  std::vector<double> histogram_;
  int selected_ = 0;
  bool dragging_ = false;
};

}  // namespace solopose
