#pragma once

#include <optional>

#include "widgets/shared/qcustomplot.h"

#include "core/quality/analysis.h"

namespace solopose {

/// How a detector's scores are spread over frames, on a logarithmic scale of counts: faults are few. The line
/// at the threshold can be dragged, or moved with the arrow keys; what lies beyond it is in the theme's red.
/// The bars at both ends are named: they gather what lies further out.
class ScorePlot : public QCustomPlot {
  Q_OBJECT
 public:
  explicit ScorePlot(QWidget* parent = nullptr);

  void setHistogram(const ScoreHistogram& histogram, const QString& axis_label);
  void setThreshold(double threshold);  ///< without a signal
  double threshold() const { return threshold_; }
  /// Frames beyond the threshold, as far as the bins tell.
  std::int64_t framesBeyond() const;
  std::int64_t frames() const;
  double pixelOfThreshold() const;

  QSize sizeHint() const override { return {260, 150}; }
  QSize minimumSizeHint() const override { return {160, 80}; }

 Q_SIGNALS:
  void thresholdMoved(double threshold);
  void thresholdReleased();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  double binWidth() const;
  void fill();
  void labelAxis();
  void restyle();
  void nameEnds();
  void placeLine();
  void move(double threshold);

  ScoreHistogram histogram_;
  QString axis_label_;
  double threshold_ = 0;
  bool dragging_ = false;
  QCPBars* below_ = nullptr;
  QCPBars* beyond_ = nullptr;
  QCPItemText* lowest_ = nullptr;
  QCPItemText* highest_ = nullptr;
  QCPItemStraightLine* line_ = nullptr;
};

}  // namespace solopose
