#pragma once

#include "widgets/key_frames_panel/key_frame_plot.h"

namespace solopose {

/// The k-means features in their principal plane: one point per frame, near ones stand alike.
class ClusterPlot : public KeyFramePlot {
  Q_OBJECT
 public:
  explicit ClusterPlot(QWidget* parent = nullptr);

  QPointF pointOf(std::size_t row) const override;
  std::optional<qint64> frameAt(const QPointF& pixel) const override;

 protected:
  void retranslateUi() override;
  void fitAxes() override;
  double pointSize(std::size_t count) const override;
};

}  // namespace solopose
