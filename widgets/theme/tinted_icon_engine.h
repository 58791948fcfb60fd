#pragma once

#include <QByteArray>
#include <QIconEngine>

namespace solopose {

/// A single-colour SVG drawn in the theme's text colour at the moment it is painted, so that icons follow a
/// theme change.
class TintedIconEngine : public QIconEngine {
 public:
  /// `svg` draws with `currentColor`.
  explicit TintedIconEngine(QByteArray svg);

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
  QIconEngine* clone() const override;

 private:
  QByteArray svg_;
};

}  // namespace solopose
