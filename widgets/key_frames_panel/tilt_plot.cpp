#include "widgets/key_frames_panel/tilt_plot.h"

#include <algorithm>
#include <cmath>

#include "widgets/theme/theme.h"

namespace solopose {

namespace {

constexpr double least_top_deg = 15;

}  // namespace

TiltPlot::TiltPlot(QWidget* parent) : KeyFramePlot(parent) {
  axisRect()->setMinimumMargins(QMargins(8, 6, 12, 8));
  axisRect()->setRangeDrag(Qt::Horizontal);
  axisRect()->setRangeZoom(Qt::Horizontal);
  xAxis->setNumberFormat("f");
  xAxis->setNumberPrecision(0);
  yAxis->ticker()->setTickCount(3);
  band_ = new QCPItemRect(this);
  limit_ = new QCPItemStraightLine(this);
  cursor_line_ = new QCPItemStraightLine(this);
  for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(band_), static_cast<QCPAbstractItem*>(limit_)})
    item->setLayer("background");
  cursor_line_->setLayer(markLayer());
  band_->setPen(Qt::NoPen);
  retranslateUi();
  setAnalysis(nullptr);
}

void TiltPlot::retranslateUi() {
  setAccessibleName(tr("Tilt of the torso over time"));
  xAxis->setLabel(tr("Frame"));
  yAxis->setLabel(tr("Tilt (°)"));
}

void TiltPlot::setTolerance(double degrees) {
  if (degrees == tolerance_) return;
  tolerance_ = degrees;
  fitAxes();
  replot(rpQueuedReplot);
}

QPointF TiltPlot::pointOf(std::size_t row) const {
  return {static_cast<double>(analysis()->features.frames[row]),
          static_cast<double>(analysis()->features.tilt_deg[row])};
}

/// Time is the whole width: any height will do.
std::optional<qint64> TiltPlot::frameAt(const QPointF& pixel) const {
  if (!analysis() || analysis()->frame_count() == 0 || !axisRect()->rect().contains(pixel.toPoint()))
    return std::nullopt;
  const auto frame = static_cast<qint64>(std::llround(xAxis->pixelToCoord(pixel.x())));
  return std::clamp<qint64>(frame, 0, analysis()->frame_count() - 1);
}

void TiltPlot::fitAxes() {
  const double frames = analysis() ? static_cast<double>(analysis()->frame_count()) : 1;
  const double margin = std::max(frames * 0.01, 0.5);
  xAxis->setRange(-margin, std::max(frames - 1, 1.0) + margin);
  double top = std::max(least_top_deg, tolerance_ * 1.4);
  if (analysis())
    for (const float tilt : analysis()->features.tilt_deg)
      top = std::max(top, static_cast<double>(tilt) * 1.12);
  yAxis->setRange(-0.1 * top, top);
  band_->topLeft->setCoords(-1e9, tolerance_);
  band_->bottomRight->setCoords(1e9, -1e3);
  limit_->point1->setCoords(0, tolerance_);
  limit_->point2->setCoords(1, tolerance_);
}

double TiltPlot::pointSize(std::size_t count) const { return count <= 400 ? 4.5 : 3; }

void TiltPlot::restyle() {
  KeyFramePlot::restyle();
  const Theme& theme = Theme::instance();
  QColor soft = theme.mutedText();
  soft.setAlphaF(0.12F);
  band_->setBrush(soft);
  limit_->setPen(QPen(theme.mutedText(), 1, Qt::DashLine));
  cursor_line_->setPen(QPen(theme.accent(), 1));
}

void TiltPlot::placeMarks() {
  KeyFramePlot::placeMarks();
  const auto frame = static_cast<double>(cursorFrame());
  cursor_line_->setVisible(analysis() != nullptr && cursorFrame() >= 0);
  cursor_line_->point1->setCoords(frame, 0);
  cursor_line_->point2->setCoords(frame, 1);
}

}  // namespace solopose
