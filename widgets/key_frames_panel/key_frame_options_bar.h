#pragma once

#include <QWidget>

#include "core/augmotion/alignment.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace solopose {

/// How key frames are chosen: number of clusters, tolerance, and per video or per take.
class KeyFrameOptionsBar : public QWidget {
  Q_OBJECT
 public:
  explicit KeyFrameOptionsBar(QWidget* parent = nullptr);

  void setOptions(const AlignOptions& options);  ///< without a signal
  /// `base` with what the fields say.
  AlignOptions options(AlignOptions base) const;

 Q_SIGNALS:
  void edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslateUi();

  QLabel* clusters_label_ = nullptr;
  QSpinBox* clusters_ = nullptr;
  QLabel* tolerance_label_ = nullptr;
  QDoubleSpinBox* tolerance_ = nullptr;
  QLabel* mode_label_ = nullptr;
  QComboBox* mode_ = nullptr;
};

}  // namespace solopose
