#pragma once

#include <vector>

#include <QColor>
#include <QString>
#include <QTimer>
#include <QWidget>

#include "core/runs/run_curves.h"

class QCustomPlot;
class QLabel;
class QSplitter;

namespace solopose {

struct CurveSettings {
  CurveAxis axis = CurveAxis::steps;
  bool logarithmic = false;       ///< of the loss
  bool without_outliers = false;  ///< the y axes leave far values out of the picture

  bool operator==(const CurveSettings&) const = default;
};

/// Curves of one run or several over each other: loss, and MPJPE with the mean pose's as reference. Wheel and
/// mouse zoom and move; a double click shows everything again.
class CurvesView : public QWidget {
  Q_OBJECT
 public:
  explicit CurvesView(QWidget* parent = nullptr);

  struct Shown {
    QString name;
    QColor colour;
    RunCurves curves;
  };
  /// Cheap enough to be called a few times a second while a run writes.
  void show(std::vector<Shown> runs, const CurveSettings& settings);

  QCustomPlot* lossPlot() const { return loss_; }
  QCustomPlot* mpjpePlot() const { return mpjpe_; }

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QCustomPlot* makePlot();
  void draw();
  void replot();
  void fit();
  void fit(QCustomPlot& plot, bool logarithmic) const;
  void style();
  void retranslate();
  void read(QCustomPlot* plot, const QPointF& at);

  std::vector<Shown> runs_;
  CurveSettings settings_;
  bool fitted_ = true;  ///< until somebody zooms
  QSplitter* plots_;
  QCustomPlot* loss_;
  QCustomPlot* mpjpe_;
  QLabel* reading_;
  QTimer mpjpe_later_;
};

}  // namespace solopose
