#include "widgets/timeline/timeline_ruler.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include "core/skeleton/canonical.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int margin = 8;
constexpr int lane_gap = 3;
constexpr int plot_height = 24;
constexpr int least_plot_height = 14;  // where the window has no more room
constexpr int scale_gap = 4;
constexpr double zoom_per_notch = 1.25;

QFont small_font(QFont font) {
  if (font.pointSizeF() > 0) font.setPointSizeF(font.pointSizeF() * 0.85);
  return font;
}

QColor faint(QColor color, double alpha) {
  color.setAlphaF(static_cast<float>(alpha));
  return color;
}

int widest(const QFontMetrics& metrics, const QStringList& texts) {
  int width = 0;
  for (const QString& text : texts) width = std::max(width, metrics.horizontalAdvance(text));
  return width;
}

}  // namespace

QString clock_text(double seconds) {
  const auto hundredths = static_cast<qint64>(std::llround(std::max(0.0, seconds) * 100));
  const qint64 minutes = hundredths / 6000;
  const QString rest = QStringLiteral("%1%2%3")
                           .arg((hundredths / 100) % 60, 2, 10, QLatin1Char('0'))
                           .arg(QLocale().decimalPoint())
                           .arg(hundredths % 100, 2, 10, QLatin1Char('0'));
  if (minutes < 60) return QStringLiteral("%1:%2").arg(minutes).arg(rest);
  return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(rest);
}

TimelineRuler::TimelineRuler(QWidget* parent) : QWidget(parent) {
  setFont(small_font(font()));
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  fitAxis();
  connect(&Theme::instance(), &Theme::changed, this, &TimelineRuler::redraw);
}

void TimelineRuler::setSequence(qint64 frame_count, double frames_per_second) {
  frames_per_second_ = frames_per_second;
  if (frame_count != axis_.frameCount()) {
    axis_.setFrameCount(frame_count);
    fitAxis();
  }
  viewMoved();
}

void TimelineRuler::setFrame(qint64 frame) {
  frame_ = frame;
  if (!dragging_ && axis_.zoomed()) {
    const double before = axis_.firstShown();
    axis_.reveal(frame);
    if (axis_.firstShown() != before) return viewMoved();
  }
  update();
}

void TimelineRuler::setKeyFrame(qint64 frame, bool chosen_by_person) {
  key_frame_ = frame;
  key_frame_chosen_ = chosen_by_person;
  redraw();
}

void TimelineRuler::setClusters(std::vector<std::int8_t> labels) {
  clusters_ = std::move(labels);
  redraw();
}

void TimelineRuler::setMissing(std::vector<std::uint8_t> counts) {
  missing_ = std::move(counts);
  redraw();
}

void TimelineRuler::setWithoutPose(std::vector<TimelineSpan> spans) {
  without_pose_ = std::move(spans);
  redraw();
}

void TimelineRuler::setFindings(std::vector<TimelineSpan> spans) {
  findings_ = std::move(spans);
  redraw();
}

void TimelineRuler::setRange(qint64 first, qint64 last) {
  range_first_ = first;
  range_last_ = last;
  redraw();
}

void TimelineRuler::setPlots(std::vector<TimelinePlot> plots) {
  const bool other_lanes = plots.size() != plots_.size();
  plots_ = std::move(plots);
  fitAxis();
  if (other_lanes) updateGeometry();
  viewMoved();
}

void TimelineRuler::scrollTo(double first_frame) {
  if (first_frame == axis_.firstShown()) return;
  axis_.scrollTo(first_frame);
  viewMoved();
}

double TimelineRuler::xOf(qint64 frame) const { return gutter_ + axis_.centreOf(frame); }

TimelineRuler::Lane TimelineRuler::frameLane() const { return {0, fontMetrics().height() + 6}; }
TimelineRuler::Lane TimelineRuler::secondLane() const {
  return {frameLane().top + frameLane().height, fontMetrics().height() + 2};
}
TimelineRuler::Lane TimelineRuler::keyFrameLane() const {
  return {secondLane().top + secondLane().height + lane_gap, 11};
}
TimelineRuler::Lane TimelineRuler::clusterLane() const {
  return {keyFrameLane().top + keyFrameLane().height + lane_gap, 10};
}
TimelineRuler::Lane TimelineRuler::missingLane() const {
  return {clusterLane().top + clusterLane().height + lane_gap, 10};
}
TimelineRuler::Lane TimelineRuler::findingsLane() const {
  return {missingLane().top + missingLane().height + lane_gap, 10};
}
TimelineRuler::Lane TimelineRuler::plotLane(std::size_t plot) const {
  const Lane above = findingsLane();
  const int top = above.top + above.height + lane_gap;
  const int each = (height() - 2 - top + lane_gap) / std::max(1, static_cast<int>(plots_.size())) - lane_gap;
  const int shown = std::clamp(each, least_plot_height, plot_height);
  return {top + static_cast<int>(plot) * (shown + lane_gap), shown};
}

QSize TimelineRuler::sizeHint() const { return {600, heightWith(plot_height)}; }

/// The plots' lanes give way first.
QSize TimelineRuler::minimumSizeHint() const { return {gutter_ + 120, heightWith(least_plot_height)}; }

int TimelineRuler::heightWith(int plot) const {
  const Lane above = findingsLane();
  return above.top + above.height + static_cast<int>(plots_.size()) * (lane_gap + plot) + 2;
}

/// Where frames begin and end: names stand before them, and the value at the playhead is written beside each
/// lane, not over its curve.
void TimelineRuler::fitAxis() {
  QStringList names{tr("Frame"), tr("Time"), tr("Key frame"), tr("Cluster"), tr("Missing"), tr("Findings")};
  QStringList scales;
  for (const TimelinePlot& plot : plots_) {
    names << plot.name;
    scales << scale_text(plot) + QLatin1Char('8');
  }
  gutter_ = margin + widest(fontMetrics(), names) + margin;
  scale_width_ = scales.isEmpty() ? 0 : widest(fontMetrics(), scales) + scale_gap;
  axis_.setWidth(right() - gutter_);
}

int TimelineRuler::right() const { return width() - margin - scale_width_; }

void TimelineRuler::redraw() {
  backdrop_ = {};
  update();
}

void TimelineRuler::viewMoved() {
  redraw();
  Q_EMIT viewChanged();
}

void TimelineRuler::resizeEvent(QResizeEvent* event) {
  fitAxis();
  viewMoved();
  QWidget::resizeEvent(event);
}

void TimelineRuler::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
    fitAxis();
    updateGeometry();
    viewMoved();
  }
  QWidget::changeEvent(event);
}

void TimelineRuler::dragTo(double x) {
  const double outside = x < 0 ? x : std::max(0.0, x - axis_.width());
  if (outside != 0 && axis_.zoomed()) {
    axis_.scrollBy(0.25 * outside / axis_.pixelsPerFrame());
    viewMoved();
  }
  Q_EMIT frameRequested(axis_.frameAt(std::clamp(x, 0.0, axis_.width() - 1)));
}

void TimelineRuler::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || axis_.frameCount() == 0) return;
  dragging_ = true;
  dragTo(event->position().x() - gutter_);
}

void TimelineRuler::mouseMoveEvent(QMouseEvent* event) {
  if (dragging_) dragTo(event->position().x() - gutter_);
}

void TimelineRuler::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) dragging_ = false;
}

void TimelineRuler::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
  axis_.showAll();
  viewMoved();
}

void TimelineRuler::wheelEvent(QWheelEvent* event) {
  if (axis_.frameCount() == 0) return event->ignore();
  const QPoint turn = event->angleDelta();
  const bool sideways = turn.x() != 0 || event->modifiers().testFlag(Qt::ShiftModifier);
  if (sideways) {
    const int notches = turn.x() != 0 ? turn.x() : turn.y();
    axis_.scrollBy(-notches / 120.0 * 0.1 * axis_.shown());
  } else {
    axis_.zoom(std::pow(zoom_per_notch, turn.y() / 120.0), event->position().x() - gutter_);
  }
  viewMoved();
  event->accept();
}

bool TimelineRuler::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const double x = help->pos().x() - gutter_;
  if (x < 0 || axis_.frameCount() == 0) {
    QToolTip::hideText();
  } else {
    QToolTip::showText(help->globalPos(), describe(axis_.frameAt(x)), this);
  }
  return true;
}

QString TimelineRuler::describe(qint64 frame) const {
  QStringList lines{tr("Frame %1").arg(QLocale().toString(frame))};
  if (frames_per_second_ > 0)
    lines.front() += QStringLiteral(" · ") + clock_text(static_cast<double>(frame) / frames_per_second_);
  const auto at = static_cast<std::size_t>(frame);
  if (at < clusters_.size() && clusters_[at] >= 0) lines << tr("Cluster %1").arg(clusters_[at] + 1);
  if (at < missing_.size() && missing_[at] > 0) lines << tr("%Ln joint(s) missing", nullptr, missing_[at]);
  lines << describe_spans(without_pose_, frame) << describe_spans(findings_, frame);
  if (frame == key_frame_) lines << (key_frame_chosen_ ? tr("Key frame, chosen by hand") : tr("Key frame"));
  for (const TimelinePlot& plot : plots_) {
    const QString values = describe_plot(plot, frame);
    if (!values.isEmpty())
      lines << tr("%1 (the lane reaches to %2)", "values, top").arg(values, scale_text(plot));
  }
  return lines.join(QLatin1Char('\n'));
}

void TimelineRuler::paintEvent(QPaintEvent* /*event*/) {
  if (backdrop_.isNull() || backdrop_.devicePixelRatio() != devicePixelRatioF()) drawBackdrop();
  QPainter painter(this);
  painter.drawPixmap(0, 0, backdrop_);
  if (axis_.frameCount() == 0) return;
  clip(painter);
  drawValues(painter);
  drawPlayhead(painter);
}

void TimelineRuler::drawBackdrop() {
  backdrop_ = QPixmap(size() * devicePixelRatioF());
  backdrop_.setDevicePixelRatio(devicePixelRatioF());
  backdrop_.fill(Theme::instance().panel());
  QPainter painter(&backdrop_);
  painter.setFont(font());
  drawLaneNames(painter);
  if (axis_.frameCount() == 0) return;
  clip(painter);
  drawFrames(painter);
  drawSeconds(painter);
  drawClusters(painter);
  drawMissing(painter);
  drawFindings(painter);
  drawPlots(painter);
  drawKeyFrame(painter);
  drawRange(painter);
}

void TimelineRuler::clip(QPainter& painter) const {
  painter.setClipRect(gutter_ - margin, 0, width() - gutter_ + margin, height());
}

void TimelineRuler::drawLaneNames(QPainter& painter) const {
  const auto name = [&](const Lane& lane, const QString& text) {
    const QRect area(margin, lane.top - 2, gutter_ - margin, lane.height + 4);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, text);
  };
  painter.setPen(Theme::instance().mutedText());
  name(frameLane(), tr("Frame"));
  if (frames_per_second_ > 0) name(secondLane(), tr("Time"));
  name(keyFrameLane(), tr("Key frame"));
  if (!clusters_.empty()) name(clusterLane(), tr("Cluster"));
  name(missingLane(), tr("Missing"));
  if (!findings_.empty()) name(findingsLane(), tr("Findings"));
  for (std::size_t plot = 0; plot < plots_.size(); ++plot) name(plotLane(plot), plots_[plot].name);
}

void TimelineRuler::drawFrames(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const Lane lane = frameLane();
  const int label_width = fontMetrics().horizontalAdvance(QLocale().toString(axis_.frameCount())) + 24;
  const qint64 step = frame_tick_step(axis_.pixelsPerFrame(), label_width);
  const qint64 minor = step >= 10 ? step / 10 : step >= 5 ? step / 5 : 1;
  const qint64 first = static_cast<qint64>(axis_.firstShown()) / minor * minor;
  const qint64 last =
      std::min(axis_.frameCount() - 1, static_cast<qint64>(axis_.firstShown() + axis_.shown()));
  const int bottom = lane.top + lane.height;
  painter.setPen(theme.border());
  painter.drawLine(gutter_, bottom, right(), bottom);
  for (qint64 frame = first; frame <= last; frame += minor) {
    const bool labelled = frame % step == 0;
    const int x = static_cast<int>(std::lround(xOf(frame)));
    painter.setPen(labelled ? theme.mutedText() : theme.border());
    painter.drawLine(x, bottom - (labelled ? 6 : 3), x, bottom);
    if (!labelled) continue;
    painter.setPen(theme.text());
    drawLabel(painter, x, {lane.top, lane.height - 6}, QLocale().toString(frame));
  }
}

void TimelineRuler::drawLabel(QPainter& painter, int x, const Lane& lane, const QString& text) const {
  const int half = fontMetrics().horizontalAdvance(text) / 2 + 1;
  if (x - half < gutter_ - margin || x + half > width()) return;  // rather none than half of one
  painter.drawText(QRect(x - half, lane.top, 2 * half, lane.height), Qt::AlignCenter, text);
}

void TimelineRuler::drawSeconds(QPainter& painter) const {
  if (frames_per_second_ <= 0) return;
  const Theme& theme = Theme::instance();
  const Lane lane = secondLane();
  const double per_second = axis_.pixelsPerFrame() * frames_per_second_;
  const int label_width = fontMetrics().horizontalAdvance(QStringLiteral("00:00.00")) + 24;
  const double step = second_tick_step(per_second, label_width);
  const double end = (axis_.firstShown() + axis_.shown()) / frames_per_second_;
  const auto first = static_cast<qint64>(std::ceil(axis_.firstShown() / frames_per_second_ / step - 1e-9));
  const auto last = std::min(
      static_cast<qint64>(std::floor(end / step)),
      static_cast<qint64>(std::floor(static_cast<double>(axis_.frameCount()) / frames_per_second_ / step)));
  for (qint64 tick = first; tick <= last; ++tick) {
    const double seconds = static_cast<double>(tick) * step;
    // A frame stands for its start in time, and its mark for its centre.
    const int x = static_cast<int>(std::lround(gutter_ + axis_.xOf(seconds * frames_per_second_ + 0.5)));
    painter.setPen(theme.border());
    painter.drawLine(x, lane.top + 1, x, lane.top + 4);
    painter.setPen(theme.mutedText());
    const QString text = step >= 60 ? clock_text(seconds).section(QLocale().decimalPoint(), 0, 0)
                                    : tr("%1 s").arg(QLocale().toString(seconds, 'g', 6));
    drawLabel(painter, x, {lane.top + 3, lane.height}, text);
  }
}

void TimelineRuler::drawKeyFrame(QPainter& painter) const {
  if (key_frame_ < 0 || key_frame_ >= axis_.frameCount()) return;
  const Theme& theme = Theme::instance();
  const Lane lane = keyFrameLane();
  const QPointF centre(xOf(key_frame_), lane.top + lane.height / 2.0);
  const double size = lane.height / 2.0 - 0.5;
  const QPolygonF diamond{centre - QPointF(0, size), centre + QPointF(size, 0), centre + QPointF(0, size),
                          centre - QPointF(size, 0)};
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.text(), 1.4));
  painter.setBrush(key_frame_chosen_ ? theme.text() : theme.panel());  // filled: a person chose it
  painter.drawPolygon(diamond);
  painter.restore();
}

template <typename Draw>
void TimelineRuler::forColumns(Draw&& draw) const {
  const int left = gutter_;
  for (int x = left; x < right(); ++x) {
    const double from = axis_.firstShown() + (x - left) / axis_.pixelsPerFrame();
    const double to = axis_.firstShown() + (x + 1 - left) / axis_.pixelsPerFrame();
    const auto first = static_cast<std::size_t>(std::max(0.0, from));
    const std::size_t last = std::max(first + 1, static_cast<std::size_t>(std::max(0.0, to)));
    draw(x, first, last);
  }
}

void TimelineRuler::drawClusters(QPainter& painter) const {
  if (clusters_.empty()) return;
  const Theme& theme = Theme::instance();
  const Lane lane = clusterLane();
  forColumns([&](int x, std::size_t first, std::size_t /*last*/) {
    if (first >= clusters_.size() || clusters_[first] < 0) return;
    painter.fillRect(x, lane.top, 1, lane.height, theme.cluster(clusters_[first]));
  });
}

void TimelineRuler::drawMissing(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const Lane lane = missingLane();
  painter.fillRect(QRect(gutter_, lane.top, right() - gutter_, lane.height), theme.raised());
  forColumns([&](int x, std::size_t first, std::size_t last) {
    if (first >= missing_.size()) return;
    const auto begin = missing_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = missing_.begin() + static_cast<std::ptrdiff_t>(std::min(last, missing_.size()));
    const int worst = *std::max_element(begin, end);
    if (worst == 0) return;
    painter.fillRect(x, lane.top, 1, lane.height,
                     faint(theme.mutedText(), 0.45 + 0.55 * worst / joint_count));
  });
  draw_spans(painter, without_pose_, {gutter_, lane.top, right() - gutter_, lane.height}, axis_);
}

void TimelineRuler::drawFindings(QPainter& painter) const {
  const Lane lane = findingsLane();
  draw_spans(painter, findings_, {gutter_, lane.top, right() - gutter_, lane.height}, axis_);
}

void TimelineRuler::drawPlots(QPainter& painter) const {
  for (std::size_t plot = 0; plot < plots_.size(); ++plot) {
    const Lane lane = plotLane(plot);
    draw_plot(painter, plots_[plot], {gutter_, lane.top, right() - gutter_, lane.height}, axis_);
  }
}

void TimelineRuler::drawValues(QPainter& painter) const {
  painter.setPen(Theme::instance().text());
  for (std::size_t plot = 0; plot < plots_.size(); ++plot) {
    const Lane lane = plotLane(plot);
    painter.drawText(QRect(right(), lane.top, scale_width_, lane.height), Qt::AlignRight | Qt::AlignVCenter,
                     value_text(plots_[plot], frame_));
  }
}

// What is left out is dimmed, and the ends are marked as brackets.
void TimelineRuler::drawRange(QPainter& painter) const {
  if (range_first_ < 0) return;
  const Theme& theme = Theme::instance();
  const double from = gutter_ + axis_.xOf(static_cast<double>(range_first_));
  const double to = gutter_ + axis_.xOf(static_cast<double>(range_last_ + 1));
  const QColor veil = faint(theme.panel(), 0.6);
  painter.fillRect(QRectF(gutter_, 0, from - gutter_, height()), veil);
  painter.fillRect(QRectF(to, 0, right() - to, height()), veil);
  painter.setPen(QPen(theme.accent(), 2));
  const int bottom = frameLane().height;
  for (const auto& [x, inwards] : {std::pair(from, 5.0), std::pair(to, -5.0)}) {
    painter.drawLine(QPointF(x, 2), QPointF(x, bottom));
    painter.drawLine(QPointF(x, 2), QPointF(x + inwards, 2));
    painter.drawLine(QPointF(x, bottom), QPointF(x + inwards, bottom));
  }
}

void TimelineRuler::drawPlayhead(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  if (axis_.pixelsPerFrame() >= 3) {
    const QRectF cell(gutter_ + axis_.xOf(static_cast<double>(frame_)), 0, axis_.pixelsPerFrame(), height());
    painter.fillRect(cell, faint(theme.accent(), 0.15));
  }
  const double x = std::floor(xOf(frame_)) + 0.5;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.accent(), 1.5));
  painter.drawLine(QPointF(x, 4), QPointF(x, height()));
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent());
  const double top = frameLane().height - 8;
  painter.drawPolygon(
      QPolygonF{{x - 5, top}, {x + 5, top}, {x + 5, top + 4}, {x, top + 9}, {x - 5, top + 4}});
  painter.restore();
}

}  // namespace solopose
