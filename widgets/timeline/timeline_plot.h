#pragma once

#include <memory>
#include <vector>

#include <QColor>
#include <QRect>
#include <QString>

#include "widgets/timeline/time_axis.h"

class QPainter;

namespace solopose {

/// A quantity over the frames of the cursor's sequence: one lane of the timeline, with a curve for each of
/// those it is known of.
struct TimelinePlot {
  struct Curve {
    QString name;  ///< whose; may be empty
    QColor colour;
    std::shared_ptr<const std::vector<float>> values;  ///< per frame; NaN = unknown
  };
  QString name;
  QString unit;
  int decimals = 0;
  float low = 0;  ///< the lane's bottom and top
  float high = 1;
  std::vector<Curve> curves;
};

/// What the lane's top stands for: "120 mm".
QString scale_text(const TimelinePlot& plot);
/// The value at the frame, of the last curve: a model's, where there is one beside the truth. "–" where none
/// is known.
QString value_text(const TimelinePlot& plot, qint64 frame);

/// Draw the curves into a lane whose left edge is the axis's.
void draw_plot(QPainter& painter, const TimelinePlot& plot, const QRect& lane, const TimeAxis& axis);

/// "Error 38 mm (demo), 52 mm (run 3)"; empty where nothing is known.
QString describe_plot(const TimelinePlot& plot, qint64 frame);

}  // namespace solopose
