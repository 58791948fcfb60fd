#include "widgets/timeline/timeline_plot.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QLocale>
#include <QPainter>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

struct Extent {
  float low;
  float high;
};

/// Of the known values of frames [first, last).
std::optional<Extent> extent_of(const std::vector<float>& values, std::size_t first, std::size_t last) {
  std::optional<Extent> found;
  for (std::size_t frame = first; frame < std::min(last, values.size()); ++frame) {
    const float value = values[frame];
    if (!std::isfinite(value)) continue;
    found = found ? Extent{std::min(found->low, value), std::max(found->high, value)} : Extent{value, value};
  }
  return found;
}

QString text_of(const TimelinePlot& plot, float value) {
  const QString number = QLocale().toString(static_cast<double>(value), 'f', plot.decimals);
  return plot.unit.isEmpty() ? number : number + QStringLiteral(" ") + plot.unit;
}

/// The curve's way through a lane: values to heights, frames to places.
struct LaneScale {
  const TimelinePlot& plot;
  const QRect& lane;
  const TimeAxis& axis;

  double y(float value) const {
    const float span = std::max(plot.high - plot.low, 1e-6F);
    const float share = std::clamp((value - plot.low) / span, 0.0F, 1.0F);
    return lane.bottom() - static_cast<double>(share) * (lane.height() - 1);
  }
  double x(qint64 frame) const { return lane.left() + axis.centreOf(frame); }
};

/// Frames at least a pixel wide: from centre to centre.
void draw_frames(QPainter& painter, const std::vector<float>& values, const LaneScale& scale) {
  const auto first = static_cast<qint64>(scale.axis.firstShown());
  const auto last = std::min(static_cast<qint64>(scale.axis.firstShown() + scale.axis.shown()) + 1,
                             static_cast<qint64>(values.size()) - 1);
  std::optional<QPointF> before;
  for (qint64 frame = first; frame <= last; ++frame) {
    const float value = values[static_cast<std::size_t>(frame)];
    if (!std::isfinite(value)) {
      before.reset();
      continue;
    }
    const QPointF here(scale.x(frame), scale.y(value));
    before ? painter.drawLine(*before, here) : painter.drawPoint(here);
    before = here;
  }
}

/// Narrower frames: every pixel column shows the span of its frames, so that no peak is lost.
void draw_columns(QPainter& painter, const std::vector<float>& values, const LaneScale& scale) {
  const double per_pixel = 1 / scale.axis.pixelsPerFrame();
  std::optional<QPointF> before;
  for (int x = 0; x < scale.lane.width(); ++x) {
    const double from = std::max(0.0, scale.axis.firstShown() + x * per_pixel);
    const auto extent =
        extent_of(values, static_cast<std::size_t>(from), static_cast<std::size_t>(from + per_pixel));
    if (!extent) {
      before.reset();
      continue;
    }
    const QPointF low(scale.lane.left() + x, scale.y(extent->low));
    const QPointF high(scale.lane.left() + x, scale.y(extent->high));
    if (before) painter.drawLine(*before, high);
    low == high ? painter.drawPoint(low) : painter.drawLine(high, low);
    before = low;
  }
}

}  // namespace

void draw_plot(QPainter& painter, const TimelinePlot& plot, const QRect& lane, const TimeAxis& axis) {
  painter.fillRect(lane, Theme::instance().raised());
  if (axis.frameCount() == 0) return;
  painter.save();
  painter.setClipRect(lane, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing);
  const LaneScale scale{plot, lane, axis};
  for (const TimelinePlot::Curve& curve : plot.curves) {
    painter.setPen(QPen(curve.colour, 1.2));
    axis.pixelsPerFrame() >= 1 ? draw_frames(painter, *curve.values, scale)
                               : draw_columns(painter, *curve.values, scale);
  }
  painter.restore();
}

QString scale_text(const TimelinePlot& plot) { return text_of(plot, plot.high); }

QString value_text(const TimelinePlot& plot, qint64 frame) {
  const auto at = static_cast<std::size_t>(frame);
  const bool known = !plot.curves.empty() && frame >= 0 && at < plot.curves.back().values->size() &&
                     std::isfinite((*plot.curves.back().values)[at]);
  return known ? text_of(plot, (*plot.curves.back().values)[at]) : QString(QChar(0x2013));
}

QString describe_plot(const TimelinePlot& plot, qint64 frame) {
  QStringList values;
  for (const TimelinePlot::Curve& curve : plot.curves) {
    const auto at = static_cast<std::size_t>(frame);
    if (at >= curve.values->size() || !std::isfinite((*curve.values)[at])) continue;
    QString text = text_of(plot, (*curve.values)[at]);
    if (!curve.name.isEmpty()) text += QStringLiteral(" (%1)").arg(curve.name);
    values << text;
  }
  return values.isEmpty() ? QString() : plot.name + QStringLiteral(" ") + values.join(QStringLiteral(", "));
}

}  // namespace solopose
