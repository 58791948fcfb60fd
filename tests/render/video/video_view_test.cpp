#include "render/video/video_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace solopose {
namespace {

std::shared_ptr<const Image> grey_picture(int width, int height, std::uint8_t value = 90) {
  auto image = std::make_shared<Image>(width, height, PixelLayout::bgra32);
  std::fill(image->bytes.begin(), image->bytes.end(), value);
  return image;
}

class VideoViewTest : public ::testing::Test {
 protected:
  VideoViewTest() {
    view.resize(640, 400);
    view.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
  }
  QColor colourAt(const QPointF& pixel) {
    return view.grab().toImage().pixelColor(view.fromPicture(pixel).toPoint());
  }

  VideoView view;
};

TEST_F(VideoViewTest, fits_the_picture_and_finds_its_pixels_again) {
  view.setPicture(grey_picture(320, 180), 7);
  EXPECT_EQ(view.number(), 7);
  EXPECT_EQ(view.pictureSize(), QSize(320, 180));
  EXPECT_EQ(view.fromPicture({-0.5, -0.5}), QPointF(0, 20)) << "the picture's upper left corner";
  EXPECT_EQ(view.fromPicture({319.5, 179.5}), QPointF(640, 380));
  view.zoomBy(3.7, {100, 90});
  for (const QPointF& pixel : {QPointF(0, 0), QPointF(12.25, 170.5), QPointF(319, 3)}) {
    const QPointF back = view.toPicture(view.fromPicture(pixel));
    EXPECT_NEAR(back.x(), pixel.x(), 1e-9);
    EXPECT_NEAR(back.y(), pixel.y(), 1e-9);
  }
}

TEST_F(VideoViewTest, zooming_holds_what_is_under_the_pointer_and_leaves_no_empty_margin) {
  view.setPicture(grey_picture(320, 180));
  const QPointF at(200, 150);
  const QPointF before = view.toPicture(at);
  view.zoomBy(4, at);
  EXPECT_NEAR(view.toPicture(at).x(), before.x(), 1e-6);
  EXPECT_NEAR(view.toPicture(at).y(), before.y(), 1e-6);
  QTest::mousePress(&view, Qt::LeftButton, {}, {10, 10});
  QTest::mouseMove(&view, {630, 390});
  QTest::mouseRelease(&view, Qt::LeftButton, {}, {630, 390});
  EXPECT_GE(view.toPicture({0, 0}).x(), -0.5 - 1e-6);
  view.zoomBy(0.01, at);
  EXPECT_EQ(view.zoom(), 1);
  EXPECT_NEAR(view.fromPicture({159.5, 89.5}).x(), 320, 1e-6);
}

TEST_F(VideoViewTest, draws_a_stroke_where_it_says_at_any_zoom) {
  view.setPicture(grey_picture(320, 180));
  Stroke dot;
  dot.from = dot.to = {100, 60};
  dot.width = 8;
  dot.rgba = {255, 0, 0, 255};
  Stroke bone;
  bone.from = {150, 20};
  bone.to = {150, 120};
  bone.width = 4;
  bone.rgba = {0, 255, 0, 255};
  view.setStrokes({dot, bone});
  for (const double factor : {1.0, 2.5}) {
    view.zoomBy(factor, view.fromPicture({120, 70}));
    EXPECT_EQ(colourAt({100, 60}), QColor(255, 0, 0));
    EXPECT_EQ(colourAt({150, 70}), QColor(0, 255, 0));
    EXPECT_EQ(colourAt({106, 60}), QColor(90, 90, 90));
    EXPECT_EQ(colourAt({154, 70}), QColor(90, 90, 90));
  }
}

TEST_F(VideoViewTest, translucent_strokes_let_the_picture_through) {
  view.setPicture(grey_picture(320, 180, 0));
  Stroke dot;
  dot.from = dot.to = {100, 60};
  dot.width = 12;
  dot.rgba = {255, 255, 255, 64};
  view.setStrokes({dot});
  EXPECT_NEAR(colourAt({100, 60}).red(), 64, 3);
}

TEST_F(VideoViewTest, a_square_is_drawn_from_the_middle_outwards) {
  view.setPicture(grey_picture(320, 180));
  QSignalSpy drawn(&view, &VideoView::squareDrawn);
  view.askForSquare();
  const QPoint middle = view.fromPicture({160, 90}).toPoint();
  const QPoint edge = view.fromPicture({190, 100}).toPoint();
  QTest::mousePress(&view, Qt::LeftButton, {}, middle);
  QTest::mouseMove(&view, edge);
  QTest::mouseRelease(&view, Qt::LeftButton, {}, edge);
  ASSERT_EQ(drawn.count(), 1);
  const QRectF square = drawn.front().front().toRectF();
  EXPECT_NEAR(square.center().x(), 160, 1);
  EXPECT_NEAR(square.center().y(), 90, 1);
  EXPECT_NEAR(square.width(), 60, 2);
  EXPECT_NEAR(square.width(), square.height(), 1e-9);
  EXPECT_FALSE(view.asksForSquare());
}

TEST_F(VideoViewTest, a_click_or_escape_draws_no_square) {
  view.setPicture(grey_picture(320, 180));
  QSignalSpy drawn(&view, &VideoView::squareDrawn);
  view.askForSquare();
  QTest::mouseClick(&view, Qt::LeftButton, {}, {300, 200});
  view.askForSquare();
  QTest::keyClick(&view, Qt::Key_Escape);
  EXPECT_FALSE(view.asksForSquare());
  EXPECT_EQ(drawn.count(), 0);
  EXPECT_FALSE(view.square());
}

TEST_F(VideoViewTest, another_size_of_picture_fits_again) {
  view.setPicture(grey_picture(320, 180));
  view.zoomBy(5, {10, 10});
  view.setPicture(grey_picture(320, 180), 1);
  EXPECT_EQ(view.zoom(), 5);
  view.setPicture(grey_picture(64, 64), 2);
  EXPECT_EQ(view.zoom(), 1);
  view.setPicture(nullptr);
  EXPECT_FALSE(view.hasPicture());
  EXPECT_EQ(view.number(), -1);
  view.setMessage(QStringLiteral("No video"));
  EXPECT_FALSE(view.grab().isNull());
}

TEST_F(VideoViewTest, a_small_preview_takes_the_whole_pictures_place) {
  view.setPicture(grey_picture(320, 180, 10), 7);
  view.zoomBy(2, {100, 90});
  auto small = std::make_shared<Image>(32, 18, PixelLayout::rgb24);
  for (int y = 0; y < 18; ++y)
    for (int x = 0; x < 32; ++x) small->row(y)[3 * x] = x < 16 ? 200 : 0;  // its left half is red
  Stroke dot;
  dot.from = dot.to = {120, 60};
  dot.width = 8;
  dot.rgba = {0, 255, 0, 255};
  view.setStrokes({dot});
  view.setPreview(small, 5, {320, 180});
  EXPECT_TRUE(view.isPreview());
  EXPECT_EQ(view.number(), 5);
  EXPECT_EQ(view.pictureSize(), QSize(320, 180));
  EXPECT_EQ(view.zoom(), 2);
  EXPECT_EQ(colourAt({100, 60}), QColor(200, 0, 0));
  EXPECT_EQ(colourAt({180, 60}), QColor(0, 0, 0));
  EXPECT_EQ(colourAt({120, 60}), QColor(0, 255, 0));
  view.setPicture(grey_picture(320, 180, 10), 6);
  EXPECT_FALSE(view.isPreview());
  EXPECT_EQ(colourAt({100, 60}), QColor(10, 10, 10));
}

TEST_F(VideoViewTest, a_preview_is_marked_until_the_frame_comes) {
  view.setPicture(grey_picture(320, 200), 7);
  const QImage plain = view.grab().toImage();
  view.setPreviewMark(true);
  EXPECT_FALSE(view.previewMark()) << "what is exact is never marked";
  view.setPicture(grey_picture(320, 200), 7);
  view.keepAsPreview();
  EXPECT_EQ(view.grab().toImage(), plain);
  view.setPreviewMark(true);
  EXPECT_TRUE(view.previewMark());
  EXPECT_NE(view.grab().toImage(), plain);
  view.setPreview(grey_picture(32, 20), 8, {320, 200});
  EXPECT_TRUE(view.previewMark()) << "from one preview to the next it stays";
  view.setPicture(grey_picture(320, 200), 9);
  EXPECT_FALSE(view.previewMark());
  EXPECT_EQ(view.grab().toImage(), plain);
}

TEST_F(VideoViewTest, the_picture_outlives_its_maker_while_it_is_shown) {
  auto picture = grey_picture(320, 180, 200);
  const std::weak_ptr<const Image> watched = picture;
  view.setPicture(std::move(picture));
  EXPECT_FALSE(watched.expired());
  EXPECT_EQ(colourAt({10, 10}), QColor(200, 200, 200));
  view.setPicture(nullptr);
  EXPECT_TRUE(watched.expired());
}

TEST_F(VideoViewTest, a_handle_follows_the_pointer_and_keeps_its_distance_to_it) {
  view.setPicture(grey_picture(320, 180));
  view.setHandles({{3, {100, 60}}, {8, {200, 90}}});
  QSignalSpy picked(&view, &VideoView::handlePicked);
  QSignalSpy dragged(&view, &VideoView::handleDragged);
  QSignalSpy released(&view, &VideoView::handleReleased);
  QSignalSpy clicked(&view, &VideoView::clicked);
  const QPoint grabbed_at = view.fromPicture({200, 90}).toPoint() + QPoint(4, -2);
  QTest::mousePress(&view, Qt::LeftButton, {}, grabbed_at);
  ASSERT_EQ(picked.count(), 1);
  EXPECT_EQ(picked[0][0].toInt(), 8);
  QTest::mouseMove(&view, grabbed_at + QPoint(1, 1));
  EXPECT_EQ(dragged.count(), 0) << "a hand is never quite still";
  QTest::mouseMove(&view, grabbed_at + QPoint(40, 20));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, grabbed_at + QPoint(40, 20));
  ASSERT_EQ(dragged.count(), 1);
  ASSERT_EQ(released.count(), 1);
  EXPECT_EQ(released[0][0].toInt(), 8);
  const QPointF way = view.toPicture(grabbed_at + QPoint(40, 20)) - view.toPicture(grabbed_at);
  const QPointF at = released[0][1].toPointF();
  EXPECT_NEAR(at.x(), 200 + way.x(), 1e-9);
  EXPECT_NEAR(at.y(), 90 + way.y(), 1e-9);
  EXPECT_EQ(clicked.count(), 0);
}

TEST_F(VideoViewTest, a_click_on_a_handle_only_picks_it_and_one_beside_is_a_click_on_the_picture) {
  view.setPicture(grey_picture(320, 180));
  view.setHandles({{3, {100, 60}}});
  QSignalSpy released(&view, &VideoView::handleReleased);
  QSignalSpy picked(&view, &VideoView::handlePicked);
  QSignalSpy clicked(&view, &VideoView::clicked);
  QTest::mouseClick(&view, Qt::LeftButton, {}, view.fromPicture({101, 60}).toPoint());
  EXPECT_EQ(picked.count(), 1);
  EXPECT_EQ(clicked.count(), 0);
  QTest::mouseClick(&view, Qt::LeftButton, {}, view.fromPicture({160, 60}).toPoint());
  EXPECT_EQ(picked.count(), 1);
  EXPECT_EQ(clicked.count(), 1);
  EXPECT_EQ(released.count(), 0);
}

TEST_F(VideoViewTest, arrow_keys_move_the_chosen_handle_even_where_the_window_has_them) {
  view.setPicture(grey_picture(320, 180));
  QSignalSpy nudged(&view, &VideoView::handleNudged);
  QSignalSpy confirmed(&view, &VideoView::handlesConfirmed);
  QTest::keyClick(&view, Qt::Key_Right);
  EXPECT_EQ(nudged.count(), 0) << "nothing is there to be moved";
  QKeyEvent window_key(QEvent::ShortcutOverride, Qt::Key_Right, Qt::NoModifier);
  window_key.ignore();
  QApplication::sendEvent(&view, &window_key);
  EXPECT_FALSE(window_key.isAccepted());
  view.setHandles({{3, {100, 60}}, {8, {200, 90}}}, 8);
  QApplication::sendEvent(&view, &window_key);
  EXPECT_TRUE(window_key.isAccepted());
  QTest::keyClick(&view, Qt::Key_Right);
  QTest::keyClick(&view, Qt::Key_Up, Qt::ShiftModifier);
  ASSERT_EQ(nudged.count(), 2);
  EXPECT_EQ(nudged[0][0].toInt(), 8);
  EXPECT_EQ(nudged[0][1].toPointF(), QPointF(1, 0));
  EXPECT_EQ(nudged[1][1].toPointF(), QPointF(0, -10));
  QTest::keyClick(&view, Qt::Key_Return);
  EXPECT_EQ(confirmed.count(), 1);
}

TEST_F(VideoViewTest, escape_lets_a_handle_go_where_it_is_not_dropped) {
  view.setPicture(grey_picture(320, 180));
  view.setHandles({{3, {100, 60}}}, 3);
  QSignalSpy cancelled(&view, &VideoView::handlesCancelled);
  QSignalSpy dragged(&view, &VideoView::handleDragged);
  QSignalSpy released(&view, &VideoView::handleReleased);
  const QPoint from = view.fromPicture({100, 60}).toPoint();
  QTest::mousePress(&view, Qt::LeftButton, {}, from);
  QTest::mouseMove(&view, from + QPoint(30, 0));
  QTest::keyClick(&view, Qt::Key_Escape);
  EXPECT_EQ(cancelled.count(), 1);
  QTest::mouseMove(&view, from + QPoint(60, 0));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, from + QPoint(60, 0));
  EXPECT_EQ(dragged.count(), 1);
  EXPECT_EQ(released.count(), 0);
}

}  // namespace
}  // namespace solopose
