#pragma once

#include <QWidget>

#include "widgets/heat_maps_panel/heat_map_look.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace solopose {

class TransferEditor;

/// Everything that turns values into colour and opacity.
class ColoursPage : public QWidget {
  Q_OBJECT
 public:
  explicit ColoursPage(QWidget* parent = nullptr);

  void setLook(const HeatMapLook& look);
  const HeatMapLook& look() const { return look_; }
  TransferEditor* editor() const { return editor_; }
  void setValues(double lowest, double highest);  ///< of what is shown, for fitting the range

 Q_SIGNALS:
  void edited();
  void rangeEdited();  ///< range or axis: the histogram must be counted anew; follows `edited`

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void fill();
  void retranslate();
  void takePreset(int row);
  void takeFields();
  void fitRange();

  HeatMapLook look_ = default_look();
  TransferFunction own_;  ///< drawn by hand last; a preset does not lose it
  TransferEditor* editor_;
  QLabel* preset_label_;
  QComboBox* preset_;
  QLabel* colours_label_;
  QComboBox* colours_;
  QLabel* low_label_;
  QDoubleSpinBox* low_;
  QLabel* high_label_;
  QDoubleSpinBox* high_;
  QPushButton* fit_;
  QCheckBox* log_;
  QCheckBox* log_colours_;
  bool filling_ = false;
  double lowest_ = 0;
  double highest_ = 0;
};

}  // namespace solopose
