#include "widgets/shared/plot_style.h"

#include <cmath>
#include <numbers>

#include <QApplication>

#include "widgets/shared/qcustomplot.h"

#include "widgets/theme/theme.h"

namespace solopose {

namespace {

void style_axis(QCPAxis& axis, const QFont& font) {
  const Theme& theme = Theme::instance();
  axis.setBasePen(QPen(theme.border()));
  axis.setTickPen(QPen(theme.border()));
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLength(0, 4);
  axis.setTickLabelColor(theme.mutedText());
  axis.setLabelColor(theme.mutedText());
  axis.setTickLabelFont(font);
  axis.setLabelFont(font);
  QColor faint = theme.border();
  faint.setAlphaF(0.55F);
  axis.grid()->setPen(QPen(faint, 1));
  axis.grid()->setZeroLinePen(QPen(faint, 1));
}

}  // namespace

void style_plot(QCustomPlot& plot) {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() - 1);
  plot.unsetLocale();  // its own has no marks between thousands
  plot.setBackground(Theme::instance().panel());
  for (QCPAxisRect* rect : plot.axisRects())
    for (QCPAxis* axis : rect->axes()) style_axis(*axis, font);
}

QPainterPath star_shape() {
  constexpr double outer = 3;
  constexpr double inner = 1.25;
  QPainterPath path;
  for (int i = 0; i < 10; ++i) {
    const double angle = std::numbers::pi * (i / 5.0 - 0.5);
    const double radius = i % 2 == 0 ? outer : inner;
    const QPointF corner(radius * std::cos(angle), radius * std::sin(angle));
    i == 0 ? path.moveTo(corner) : path.lineTo(corner);
  }
  path.closeSubpath();
  return path;
}

}  // namespace solopose
