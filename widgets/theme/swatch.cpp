#include "widgets/theme/swatch.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>

namespace solopose {

QIcon swatch_icon(const QColor& color) {
  const qreal ratio = qGuiApp->devicePixelRatio();
  QPixmap pixmap(QSize(swatch_size, swatch_size) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(0, 0, swatch_size, swatch_size), 3, 3);
  painter.end();
  QIcon icon;
  for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Active, QIcon::Disabled}) {
    icon.addPixmap(pixmap, mode);
  }
  return icon;
}

}  // namespace solopose
