#include "widgets/key_frames_panel/cluster_plot.h"

#include <algorithm>

namespace solopose {

namespace {

constexpr double reach_px = 12;        ///< how near a click must be to a point
constexpr double margin_share = 0.08;  ///< room around the points

/// The range of values with room around it, at least a hundredth of a torso wide.
QCPRange padded(QCPRange range) {
  const double margin = std::max(range.size() * margin_share, 0.005);
  return {range.lower - margin, range.upper + margin};
}

}  // namespace

ClusterPlot::ClusterPlot(QWidget* parent) : KeyFramePlot(parent) {
  axisRect()->setMinimumMargins(QMargins(8, 8, 12, 8));
  retranslateUi();
  setAnalysis(nullptr);
}

void ClusterPlot::retranslateUi() {
  setAccessibleName(tr("Features of every frame in their principal plane, coloured by cluster"));
  xAxis->setLabel(tr("First principal component (torso lengths)"));
  yAxis->setLabel(tr("Second (torso lengths)"));
}

QPointF ClusterPlot::pointOf(std::size_t row) const {
  const std::vector<float>& plane = analysis()->plane;
  return {static_cast<double>(plane[2 * row]), static_cast<double>(plane[2 * row + 1])};
}

std::optional<qint64> ClusterPlot::frameAt(const QPointF& pixel) const {
  if (!analysis() || !axisRect()->rect().contains(pixel.toPoint())) return std::nullopt;
  double nearest = reach_px * reach_px;
  std::optional<qint64> frame;
  for (std::size_t row = 0; row < analysis()->features.frames.size(); ++row) {
    const QPointF away = pixelOf(row) - pixel;
    const double squared = QPointF::dotProduct(away, away);
    if (squared >= nearest) continue;
    nearest = squared;
    frame = analysis()->features.frames[row];
  }
  return frame;
}

void ClusterPlot::fitAxes() {
  const std::size_t count = analysis() ? analysis()->features.frames.size() : 0;
  if (count == 0) {
    xAxis->setRange(-1, 1);
    yAxis->setRange(-1, 1);
    return;
  }
  const QPointF first = pointOf(0);
  QCPRange x(first.x(), first.x());
  QCPRange y(first.y(), first.y());
  for (std::size_t row = 1; row < count; ++row) {
    const QPointF point = pointOf(row);
    x.expand(point.x());
    y.expand(point.y());
  }
  xAxis->setRange(padded(x));
  yAxis->setRange(padded(y));
}

double ClusterPlot::pointSize(std::size_t count) const { return count <= 500 ? 7 : count <= 3000 ? 5.5 : 4; }

}  // namespace solopose
