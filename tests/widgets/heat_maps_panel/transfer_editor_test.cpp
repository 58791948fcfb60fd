#include "widgets/heat_maps_panel/transfer_editor.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace solopose::testing {
namespace {

class TransferEditorTest : public ::testing::Test {
 protected:
  TransferEditorTest() {
    HeatMapLook look;
    look.transfer = {{{0, 0}, {0.4, 0.25}, {1, 0.8}}};
    editor.resize(400, 200);
    editor.setLook(look);
    editor.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&editor));
  }
  QPoint pixel(std::size_t point) const { return editor.pixelOf(points()[point]).toPoint(); }
  const std::vector<TransferFunction::Point>& points() const { return editor.function().points; }

  TransferEditor editor;
  QSignalSpy edited{&editor, &TransferEditor::edited};
};

TEST_F(TransferEditorTest, a_point_is_dragged_and_stays_between_its_neighbours) {
  QTest::mousePress(&editor, Qt::LeftButton, {}, pixel(1));
  QTest::mouseMove(&editor, pixel(1) + QPoint(40, -20));
  EXPECT_GT(points()[1].value, 0.45);
  EXPECT_GT(points()[1].opacity, 0.3);
  QTest::mouseMove(&editor, QPoint(5000, 50));
  QTest::mouseRelease(&editor, Qt::LeftButton, {}, QPoint(399, 50));
  EXPECT_EQ(points()[1].value, 1) << "not past the last one";
  EXPECT_EQ(points().size(), 3U);
  EXPECT_GE(edited.count(), 2);
}

TEST_F(TransferEditorTest, a_click_beside_the_points_adds_one_and_a_right_click_removes_it) {
  QTest::mouseClick(&editor, Qt::LeftButton, {}, {300, 40});
  ASSERT_EQ(points().size(), 4U);
  EXPECT_EQ(editor.selected(), 2);
  QTest::mouseClick(&editor, Qt::RightButton, {}, {300, 40});
  EXPECT_EQ(points().size(), 3U);
  QTest::mouseClick(&editor, Qt::RightButton, {}, {200, 20});
  EXPECT_EQ(points().size(), 3U) << "there is no point";
}

TEST_F(TransferEditorTest, works_by_keyboard) {
  editor.select(0);
  QTest::keyClick(&editor, Qt::Key_PageDown);
  EXPECT_EQ(editor.selected(), 1);
  QTest::keyClick(&editor, Qt::Key_Right);
  EXPECT_NEAR(points()[1].value, 0.41, 1e-6);
  QTest::keyClick(&editor, Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_NEAR(points()[1].value, 0.408, 1e-6);
  const double opacity = points()[1].opacity;
  QTest::keyClick(&editor, Qt::Key_Up);
  EXPECT_GT(points()[1].opacity, opacity);
  QTest::keyClick(&editor, Qt::Key_Insert);
  EXPECT_EQ(points().size(), 4U);
  QTest::keyClick(&editor, Qt::Key_Delete);
  EXPECT_EQ(points().size(), 3U);
}

TEST_F(TransferEditorTest, two_points_always_stay) {
  for (int i = 0; i < 5; ++i) QTest::keyClick(&editor, Qt::Key_Delete);
  EXPECT_EQ(points().size(), 2U);
}

TEST_F(TransferEditorTest, a_logarithmic_axis_gives_small_values_room) {
  HeatMapLook look;
  look.transfer = {{{0, 0}, {0.01, 0.5}, {1, 1}}};
  look.log_values = false;
  editor.setLook(look);
  const double linear = editor.pixelOf(points()[1]).x();
  look.log_values = true;
  editor.setLook(look);
  EXPECT_GT(editor.pixelOf(points()[1]).x(), linear + 100);
  QTest::mousePress(&editor, Qt::LeftButton, {}, pixel(1));
  QTest::mouseMove(&editor, pixel(1) + QPoint(0, 30));
  QTest::mouseRelease(&editor, Qt::LeftButton, {}, pixel(1));
  EXPECT_NEAR(points()[1].value, 0.01, 5e-4) << "dragging down leaves the value";
  EXPECT_LT(points()[1].opacity, 0.45);
}

}  // namespace
}  // namespace solopose::testing
