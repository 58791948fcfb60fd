#pragma once

#include <vector>

#include <QString>

#include <Eigen/Core>

namespace solopose {

/// A text as line segments, so that a scene can hold a few letters without a font texture. Knows digits, '.',
/// ':', '-', '_', ' ', '°', capitals and the letters m, x, y, z; others leave a gap. Capital height 1, the
/// baseline's start at (0, 0), y up.
struct StrokeText {
  struct Segment {
    Eigen::Vector2f from;
    Eigen::Vector2f to;
  };
  std::vector<Segment> segments;
  float width = 0;
};

StrokeText strokeText(const QString& text);

}  // namespace solopose
