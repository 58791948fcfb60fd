#pragma once

#include <vector>

#include <QWidget>

#include "core/quality/analysis.h"

class QCheckBox;
class QLabel;
class QToolButton;

namespace solopose {

class ElidedComboBox;
class NumberBox;
class ScorePlot;

/// From which score on a detector's frames are doubted: chosen on the histogram of its scores or as a number.
class ThresholdPage : public QWidget {
  Q_OBJECT
 public:
  explicit ThresholdPage(QWidget* parent = nullptr);

  /// Histograms and thresholds of every detector. Without a signal.
  void setReport(const QualityReport& report);
  void showDetector(int detector);
  int detector() const;
  float threshold() const;  ///< of the detector that is shown; infinite: it is switched off

  ScorePlot* plot() const { return plot_; }
  NumberBox* box() const { return box_; }
  ElidedComboBox* detectorChoice() const { return detectors_; }

 Q_SIGNALS:
  void detectorChosen(int detector);
  /// On every step of a drag.
  void thresholdEdited(int detector, float threshold);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void refresh();
  void listThresholds();
  void edit(double threshold);

  std::vector<float> thresholds_;  ///< by detector
  std::vector<ScoreHistogram> histograms_;
  ElidedComboBox* detectors_;
  QCheckBox* used_;
  NumberBox* box_;
  QToolButton* reset_;
  ScorePlot* plot_;
  QLabel* words_;
};

}  // namespace solopose
