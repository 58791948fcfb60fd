#pragma once

#include <array>
#include <vector>

#include <QColor>

#include "render/heat_map/colour_map.h"

namespace solopose {

/// How values become opacity: straight lines between points.
struct TransferFunction {
  struct Point {
    double value = 0;    ///< 0 to 1 of the range
    double opacity = 0;  ///< 0 to 1, per 100 mm of ray
    bool operator==(const Point&) const = default;
  };
  std::vector<Point> points;  ///< ascending by value, at least two
  bool operator==(const TransferFunction&) const = default;
};

/// Everything about the look of a heat map that is not data. The range is declared once and kept while
/// scrubbing: it is of the map, not of the frame.
struct HeatMapStyle {
  TransferFunction transfer;
  ColourMap colours = ColourMap::viridis;
  bool log_colours = false;  ///< the map covers the range evenly in the logarithm
  double range_low = 0;
  double range_high = 1;
  double surface_value = 0.3;  ///< in units of the volume
  bool show_volume = true;
  bool show_surface = false;
  bool show_slices = false;
  bool show_skeleton = true;
  bool show_decoded = false;
  bool show_sides = false;
  bool show_errors = false;
  bool show_axes = true;
};

/// Colours that the theme decides.
struct HeatMapColours {
  QColor background = Qt::white;
  QColor text = Qt::black;
  QColor lines = Qt::gray;                                          ///< cube outline
  std::array<QColor, 3> sides = {Qt::gray, Qt::cyan, Qt::magenta};  ///< by Side: middle, left, right
  QColor decoded = Qt::black;
  QColor error = Qt::red;
};

}  // namespace solopose
