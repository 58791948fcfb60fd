#include "widgets/quality_panel/score_plot.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include "widgets/shared/plot_style.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double least_count = 0.7;  ///< of the axis: a single frame still has a bar
constexpr double room_above = 5;     ///< the highest bar, for its name
constexpr int low_px = 110;          ///< of the plot: below it the axis has no label
constexpr double step = 0.01;        ///< of an arrow key, as a share of the axis

}  // namespace

ScorePlot::ScorePlot(QWidget* parent) : QCustomPlot(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setInteractions(QCP::iNone);
  axisRect()->setMinimumMargins(QMargins(0, 4, 8, 0));
  set_logarithmic(*yAxis, true);
  for (QCPBars** bars : {&below_, &beyond_}) {
    *bars = new QCPBars(xAxis, yAxis);
    (*bars)->setBaseValue(least_count);
    (*bars)->setWidthType(QCPBars::wtPlotCoords);
  }
  for (QCPItemText** words : {&lowest_, &highest_}) {
    *words = new QCPItemText(this);
    (*words)->setClipToAxisRect(false);
    (*words)->setPadding(QMargins(1, 0, 1, 1));
  }
  line_ = new QCPItemStraightLine(this);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    restyle();
    replot(rpQueuedReplot);
  });
  restyle();
}

void ScorePlot::setHistogram(const ScoreHistogram& histogram, const QString& axis_label) {
  histogram_ = histogram;
  axis_label_ = axis_label;
  labelAxis();
  fill();
}

/// Where there is little height the bars have it.
void ScorePlot::labelAxis() { xAxis->setLabel(height() < low_px ? QString() : axis_label_); }

void ScorePlot::setThreshold(double threshold) {
  if (threshold == threshold_) return;
  threshold_ = threshold;
  fill();
}

double ScorePlot::binWidth() const {
  const auto bins = static_cast<double>(std::max<std::size_t>(1, histogram_.counts.size()));
  return std::max(1e-9, static_cast<double>(histogram_.high - histogram_.low) / bins);
}

std::int64_t ScorePlot::frames() const {
  return std::accumulate(histogram_.counts.begin(), histogram_.counts.end(), std::int64_t{0});
}

std::int64_t ScorePlot::framesBeyond() const {
  std::int64_t frames = 0;
  for (std::size_t bin = 0; bin < histogram_.counts.size(); ++bin)
    if (static_cast<double>(histogram_.low) + (static_cast<double>(bin) + 0.5) * binWidth() > threshold_)
      frames += histogram_.counts[bin];
  return frames;
}

void ScorePlot::fill() {
  QVector<QCPBarsData> below;
  QVector<QCPBarsData> beyond;
  double most = 10;
  for (std::size_t bin = 0; bin < histogram_.counts.size(); ++bin) {
    const auto count = static_cast<double>(histogram_.counts[bin]);
    if (count == 0) continue;
    const double centre = static_cast<double>(histogram_.low) + (static_cast<double>(bin) + 0.5) * binWidth();
    (centre > threshold_ ? beyond : below).append({centre, count});
    most = std::max(most, count);
  }
  below_->data()->set(below, true);
  beyond_->data()->set(beyond, true);
  for (QCPBars* bars : {below_, beyond_}) bars->setWidth(binWidth());
  const double low = std::min(static_cast<double>(histogram_.low), threshold_);
  const double high = std::max(static_cast<double>(histogram_.high), threshold_);
  xAxis->setRange(low, std::isfinite(high) && high > low ? low + 1.05 * (high - low) : low + 1);
  yAxis->setRange(least_count, room_above * most);
  nameEnds();
  placeLine();
  if (isVisible()) replot(rpQueuedReplot);
}

/// The bars at the ends gather what lies beyond them, so that nothing is cut off unsaid.
void ScorePlot::nameEnds() {
  const auto name = [this](QCPItemText* words, std::size_t bin, QChar sign, double inner, double outer,
                           Qt::Alignment towards) {
    const std::int64_t count = bin < histogram_.counts.size() ? histogram_.counts[bin] : 0;
    words->setVisible(count > 0);
    words->setText(QString(sign) + QChar(QChar::Nbsp) + QLocale().toString(inner, 'g', 3));
    words->setPositionAlignment(towards | Qt::AlignBottom);
    words->position->setCoords(outer, static_cast<double>(std::max<std::int64_t>(1, count)));
  };
  const auto low = static_cast<double>(histogram_.low);
  const auto high = static_cast<double>(histogram_.high);
  name(lowest_, 0, QChar(0x2264), low + binWidth(), low, Qt::AlignLeft);
  name(highest_, histogram_.counts.size() - 1, QChar(0x2265), high - binWidth(), high, Qt::AlignRight);
}

void ScorePlot::placeLine() {
  line_->setVisible(std::isfinite(threshold_));
  line_->point1->setCoords(threshold_, 1);
  line_->point2->setCoords(threshold_, 10);
}

double ScorePlot::pixelOfThreshold() const { return xAxis->coordToPixel(threshold_); }

void ScorePlot::restyle() {
  style_plot(*this);
  const Theme& theme = Theme::instance();
  for (QCPBars* bars : {below_, beyond_}) bars->setPen(Qt::NoPen);
  below_->setBrush(theme.mutedText());
  beyond_->setBrush(theme.attention());
  for (QCPItemText* words : {lowest_, highest_}) {
    words->setColor(theme.text());
    words->setFont(xAxis->tickLabelFont());
  }
  line_->setPen(QPen(theme.text(), hasFocus() ? 2.5 : 1.5));
}

void ScorePlot::move(double threshold) {
  const QCPRange shown = xAxis->range();
  setThreshold(std::clamp(threshold, shown.lower, shown.upper));
  Q_EMIT thresholdMoved(threshold_);
}

void ScorePlot::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (event->button() != Qt::LeftButton || histogram_.counts.empty()) return;
  dragging_ = true;
  move(xAxis->pixelToCoord(event->position().x()));
}

void ScorePlot::mouseMoveEvent(QMouseEvent* event) {
  setCursor(histogram_.counts.empty() ? Qt::ArrowCursor : Qt::SizeHorCursor);
  if (dragging_) move(xAxis->pixelToCoord(event->position().x()));
}

void ScorePlot::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !std::exchange(dragging_, false)) return;
  Q_EMIT thresholdReleased();
}

void ScorePlot::keyPressEvent(QKeyEvent* event) {
  const int direction = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
  if (direction == 0 || histogram_.counts.empty()) return QCustomPlot::keyPressEvent(event);
  move(threshold_ + direction * step * xAxis->range().size());
  Q_EMIT thresholdReleased();
}

void ScorePlot::resizeEvent(QResizeEvent* event) {
  if (event->size().isEmpty()) return;  // there is nothing to draw on
  labelAxis();
  QCustomPlot::resizeEvent(event);
}

void ScorePlot::showEvent(QShowEvent* event) {
  QCustomPlot::showEvent(event);
  replot(rpQueuedReplot);
}

void ScorePlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() != QEvent::FontChange) return;
  restyle();
  replot(rpQueuedReplot);
}

}  // namespace solopose
