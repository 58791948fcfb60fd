#include "widgets/theme/tinted_icon_engine.h"

#include <utility>

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QColor tint(QIcon::Mode mode) {
  const Theme& theme = Theme::instance();
  if (mode != QIcon::Disabled) return theme.text();
  QColor faded = theme.mutedText();
  faded.setAlphaF(0.5F);
  return faded;
}

}  // namespace

TintedIconEngine::TintedIconEngine(QByteArray svg) : svg_(std::move(svg)) {}

void TintedIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) {
  const QColor colour = tint(mode);
  QByteArray coloured = svg_;
  coloured.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
  QSvgRenderer renderer(coloured);
  painter->save();
  painter->setOpacity(painter->opacity() * static_cast<double>(colour.alphaF()));
  renderer.render(painter, rect);
  painter->restore();
}

QPixmap TintedIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
  if (size.isEmpty()) return {};  // as a button that a layout leaves no room asks for
  QPixmap picture(size);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  paint(&painter, QRect(QPoint(0, 0), size), mode, state);
  return picture;
}

QIconEngine* TintedIconEngine::clone() const { return new TintedIconEngine(svg_); }

}  // namespace solopose
