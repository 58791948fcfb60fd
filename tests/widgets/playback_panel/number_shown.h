#pragma once

#include <algorithm>

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include "render/video/video_view.h"
#include "tests/core/video/test_video.h"

namespace solopose::testing {

/// The number that the picture on the screen carries, modulo 65536, scaled back to the film's own size.
inline int number_shown_by(VideoView* view, const QSize& own) {
  const QSize size = view->pictureSize();
  const QImage screen = view->grab().toImage().convertToFormat(QImage::Format_RGB32);
  const QRect film(view->fromPicture({-0.5, -0.5}).toPoint(),
                   view->fromPicture({size.width() - 0.5, size.height() - 0.5}).toPoint());
  const QImage inner = screen.copy(film).scaled(own);
  Image image(own.width(), own.height(), PixelLayout::bgra32);
  for (int y = 0; y < own.height(); ++y) std::copy_n(inner.constScanLine(y), image.row_bytes(), image.row(y));
  return number_in(image);
}

}  // namespace solopose::testing
