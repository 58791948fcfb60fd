#pragma once

#include <QPainterPath>

class QCPAxis;
class QCustomPlot;
class QLocale;
class QString;

namespace solopose {

/// Ground, axes, grid and fonts of a plot as the theme has them. Call it again when the theme changes.
void style_plot(QCustomPlot& plot);

/// The axis' scale. On a logarithmic one numbers are written out as the language has them.
void set_logarithmic(QCPAxis& axis, bool logarithmic);

/// "0.001", "10,000", and "10⁸" where so many zeros could not be read.
QString log_tick_text(double value, const QLocale& locale);

/// A five-pointed star about the origin, 6 units wide as QCustomPlot wants its custom scatter shapes.
QPainterPath star_shape();

/// How a key frame is drawn: the program's choice as a star, a person's as a diamond.
inline constexpr double key_frame_mark_size = 17;

}  // namespace solopose
