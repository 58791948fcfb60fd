#pragma once

#include "widgets/key_frames_panel/key_frame_plot.h"

namespace solopose {

/// The torso's tilt over time, with the band in which a frame counts as upright.
class TiltPlot : public KeyFramePlot {
  Q_OBJECT
 public:
  explicit TiltPlot(QWidget* parent = nullptr);

  void setTolerance(double degrees);

  QPointF pointOf(std::size_t row) const override;
  std::optional<qint64> frameAt(const QPointF& pixel) const override;
  QSize sizeHint() const override { return {360, 120}; }

 protected:
  void retranslateUi() override;
  void fitAxes() override;
  double pointSize(std::size_t count) const override;
  void restyle() override;
  void placeMarks() override;

 private:
  double tolerance_ = 10;
  QCPItemRect* band_ = nullptr;
  QCPItemStraightLine* limit_ = nullptr;
  QCPItemStraightLine* cursor_line_ = nullptr;
};

}  // namespace solopose
