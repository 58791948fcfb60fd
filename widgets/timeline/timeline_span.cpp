#include "widgets/timeline/timeline_span.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>

namespace solopose {
namespace {

constexpr int most_lines = 4;
constexpr double least_width = 2;  ///< pixels: a single frame of a long take must be seen

struct Words {
  Q_DECLARE_TR_FUNCTIONS(solopose::TimelineSpan)
};

}  // namespace

void draw_spans(QPainter& painter, const std::vector<TimelineSpan>& spans, const QRect& lane,
                const TimeAxis& axis) {
  if (axis.frameCount() == 0) return;
  painter.save();
  painter.setClipRect(lane, Qt::IntersectClip);
  for (const TimelineSpan& span : spans) {
    const double from = axis.xOf(static_cast<double>(span.first_frame));
    const double to = axis.xOf(static_cast<double>(span.last_frame + 1));
    const double left = std::min(from, lane.width() - least_width);
    painter.fillRect(QRectF(lane.left() + left, lane.top(), std::max(least_width, to - from), lane.height()),
                     span.colour);
  }
  painter.restore();
}

QStringList describe_spans(const std::vector<TimelineSpan>& spans, qint64 frame) {
  QStringList lines;
  int more = 0;
  for (const TimelineSpan& span : spans) {
    if (frame < span.first_frame || span.last_frame < frame) continue;
    if (lines.size() < most_lines)
      lines << span.text;
    else
      ++more;
  }
  if (more > 0) lines << Words::tr("and %Ln more finding(s)", nullptr, more);
  return lines;
}

}  // namespace solopose
