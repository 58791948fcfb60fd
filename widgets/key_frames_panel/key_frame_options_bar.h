#pragma once

#include <QWidget>

#include "core/augmotion/alignment.h"

namespace solopose {

class OptionFields;

/// How key frames are chosen: number of clusters, tolerance, and per video or per take.
class KeyFrameOptionsBar : public QWidget {
  Q_OBJECT
 public:
  explicit KeyFrameOptionsBar(QWidget* parent = nullptr);

  void setOptions(const AlignOptions& options);  ///< without a signal
  /// `base` with what was edited since.
  AlignOptions options(AlignOptions base) const;

 Q_SIGNALS:
  void edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  OptionFields* fields_;
};

}  // namespace solopose
