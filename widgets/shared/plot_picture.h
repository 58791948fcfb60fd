#pragma once

#include <QByteArray>
#include <QImage>

class QCustomPlot;

namespace solopose {

// A plot as it stands, for papers and slides.

QImage picture_of(QCustomPlot& plot);  ///< twice as fine as the screen's
QByteArray svg_of(QCustomPlot& plot);

}  // namespace solopose
