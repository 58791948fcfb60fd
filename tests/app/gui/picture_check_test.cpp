#include "app/gui/picture_check.h"

namespace solopose {
namespace {

TEST(PictureFault, finds_pictures_that_show_nothing) {
  QImage picture(200, 200, QImage::Format_RGB32);
  EXPECT_FALSE(picture_fault(QImage()).isEmpty());
  picture.fill(Qt::white);
  EXPECT_FALSE(picture_fault(picture).isEmpty());
  for (int i = 0; i < 100; ++i) picture.setPixelColor(i, 0, QColor(i, i, i));
  EXPECT_FALSE(picture_fault(picture).isEmpty()) << "a line on a flat ground";
}

TEST(PictureFault, passes_pictures_with_content) {
  QImage picture(200, 200, QImage::Format_RGB32);
  picture.fill(Qt::white);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 200; ++x) picture.setPixelColor(x, y, QColor(x, 6 * y, 0));
  }
  EXPECT_TRUE(picture_fault(picture).isEmpty());
}

}  // namespace
}  // namespace solopose
