#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <QColor>
#include <QString>
#include <QTimer>
#include <QWidget>

#include "core/models/reliability.h"
#include "core/runs/run_curves.h"

class QCPItemText;
class QCustomPlot;
class QSplitter;
class QTabBar;

namespace solopose {

struct CurveSettings {
  CurveAxis axis = CurveAxis::steps;
  bool logarithmic = false;       ///< of the loss
  bool without_outliers = false;  ///< the y axes leave far values out of the picture

  bool operator==(const CurveSettings&) const = default;
};

class ElidedLabel;
class RunLegend;

/// Curves of one run or several over each other: loss, MPJPE with the mean pose's as reference, and, where a
/// model knows it, how far off its answers are by their confidence. Below them stand the runs' names. Losses
/// of unlike measures are drawn as shares of what each began with, which the axis says. Where there is no
/// room for all three plots one is shown, and tabs choose which. Wheel and mouse zoom and move; a double
/// click shows everything again.
class CurvesView : public QWidget {
  Q_OBJECT
 public:
  explicit CurvesView(QWidget* parent = nullptr);

  struct Shown {
    QString name;
    QColor colour;
    RunCurves curves;
    std::optional<Reliability> reliability;
    std::string loss_measure;  ///< losses of another one are not to be compared with this run's
  };
  /// Cheap enough to be called a few times a second while a run writes.
  void show(std::vector<Shown> runs, const CurveSettings& settings);

  QCustomPlot* lossPlot() const { return loss_; }
  QCustomPlot* mpjpePlot() const { return mpjpe_; }
  QCustomPlot* reliabilityPlot() const { return reliability_; }
  bool knowsReliability() const;  ///< of at least one run that is shown

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QCustomPlot* makePlot();
  void build();
  void arrange();
  int roomFor() const;
  void draw();
  void replot();
  void fit();
  int fit(QCustomPlot& plot, bool logarithmic) const;  ///< how many values it leaves out
  QString idleText() const;
  bool lossesAreUnlike() const;
  double lossUnit(const Shown& run) const;  ///< what the loss plot shows as 1
  void style();
  void retranslate();
  void read(QCustomPlot* plot, const QPointF& at);
  QString placeText(const QCustomPlot* plot, double x) const;
  std::array<QCustomPlot*, 3> all() const { return {loss_, mpjpe_, reliability_}; }

  std::vector<Shown> runs_;
  CurveSettings settings_;
  int outside_ = 0;     ///< values that the fitted plots leave out
  bool fitted_ = true;  ///< until somebody zooms
  QTabBar* choice_;     ///< of the plot, where only one has room
  QSplitter* plots_;
  QCustomPlot* loss_;
  QCustomPlot* mpjpe_;
  QCustomPlot* reliability_;  ///< empty while no run's model knows it
  RunLegend* legend_;
  QCPItemText* unknown_ = nullptr;  ///< in its middle, while it shows nothing
  ElidedLabel* reading_;
  QTimer others_later_;
};

}  // namespace solopose
