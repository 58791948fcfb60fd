#pragma once

#include <vector>

#include <QColor>
#include <QRect>
#include <QString>
#include <QStringList>

#include "widgets/timeline/time_axis.h"

class QPainter;

namespace solopose {

/// A run of frames of the cursor's sequence as the timeline shows it: a bar in a lane, and a line of the
/// tooltip.
struct TimelineSpan {
  qint64 first_frame = 0;
  qint64 last_frame = 0;  ///< inclusive
  QColor colour;
  QString text;

  bool operator==(const TimelineSpan&) const = default;
};

/// Draw bars into a lane whose left edge is the axis's, each over the ones before it.
void draw_spans(QPainter& painter, const std::vector<TimelineSpan>& spans, const QRect& lane,
                const TimeAxis& axis);

/// A line for each that has the frame, the first few of them.
QStringList describe_spans(const std::vector<TimelineSpan>& spans, qint64 frame);

}  // namespace solopose
