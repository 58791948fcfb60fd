#pragma once

#include <QPainterPath>

class QCustomPlot;

namespace solopose {

/// Ground, axes, grid and fonts of a plot as the theme has them. Call it again when the theme changes.
void style_plot(QCustomPlot& plot);

/// A five-pointed star about the origin, 6 units wide as QCustomPlot wants its custom scatter shapes.
QPainterPath star_shape();

/// How a key frame is drawn: the program's choice as a star, a person's as a diamond.
inline constexpr double key_frame_mark_size = 17;

}  // namespace solopose
