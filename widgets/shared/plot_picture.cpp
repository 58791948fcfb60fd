#include "widgets/shared/plot_picture.h"

#include <QBuffer>
#include <QSvgGenerator>

#include "widgets/shared/qcustomplot.h"

namespace solopose {

QImage picture_of(QCustomPlot& plot) {
  constexpr double scale = 2;
  return plot.toPixmap(plot.width(), plot.height(), scale).toImage();
}

QByteArray svg_of(QCustomPlot& plot) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(plot.size());
  generator.setViewBox(plot.rect());
  QCPPainter painter;
  painter.begin(&generator);
  painter.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching);  // else words become pictures
  plot.toPainter(&painter, plot.width(), plot.height());
  painter.end();
  return buffer.data();
}

}  // namespace solopose
