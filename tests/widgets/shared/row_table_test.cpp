#include "widgets/shared/row_table.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

namespace solopose::testing {
namespace {

constexpr int rows = 40;

class RowTableTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int row = 0; row < rows; ++row)
      model.appendRow({new QStandardItem(QString::number(row)), new QStandardItem("wide")});
    table.setModel(&model);
    table.resize(240, 300);
    table.show();
    table.selectRow(20);
  }

  int current() const { return table.currentIndex().row(); }
  QList<int> selected() const {
    QList<int> found;
    for (const QModelIndex& row : table.selectionModel()->selectedRows()) found << row.row();
    std::ranges::sort(found);
    return found;
  }
  void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers,
                      table.visualRect(model.index(row, 0)).center());
  }

  QStandardItemModel model;
  RowTable table;
};

TEST_F(RowTableTest, home_and_end_go_to_the_first_and_the_last_row) {
  table.setCurrentIndex(model.index(20, 1));
  QTest::keyClick(&table, Qt::Key_End);
  EXPECT_EQ(selected(), QList<int>{rows - 1});
  EXPECT_EQ(table.currentIndex(), model.index(rows - 1, 1));
  QTest::keyClick(&table, Qt::Key_Home);
  EXPECT_EQ(selected(), QList<int>{0});
  EXPECT_EQ(table.currentIndex(), model.index(0, 1));
}

TEST_F(RowTableTest, whatever_key_moves_the_current_row_selects_it_alone) {
  for (const Qt::Key key : {Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Up,
                            Qt::Key_Down, Qt::Key_Left, Qt::Key_Right}) {
    for (const Qt::KeyboardModifiers modifiers :
         {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier)}) {
      table.selectRow(20);
      QTest::keyClick(&table, key, modifiers);
      EXPECT_EQ(selected(), QList<int>{current()}) << key << " " << modifiers.toInt();
    }
  }
  table.selectRow(20);
  QTest::keyClick(&table, Qt::Key_Home, Qt::ControlModifier);
  EXPECT_EQ(current(), 0);
  table.selectionModel()->setCurrentIndex(model.index(7, 0), QItemSelectionModel::NoUpdate);
  EXPECT_EQ(selected(), QList<int>{7});
}

TEST_F(RowTableTest, what_the_program_selects_does_not_hang_on_a_key_that_is_held) {
  QTest::keyPress(&table, Qt::Key_Down, Qt::ControlModifier);
  table.selectRow(5);
  EXPECT_EQ(selected(), QList<int>{5});
  QTest::keyRelease(&table, Qt::Key_Down);
}

TEST_F(RowTableTest, shift_still_selects_several) {
  QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
  QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_EQ(selected(), (QList<int>{20, 21, 22}));
  QTest::keyClick(&table, Qt::Key_Up, Qt::ShiftModifier);
  EXPECT_EQ(selected(), (QList<int>{20, 21}));
  EXPECT_EQ(current(), 21);
  QTest::keyClick(&table, Qt::Key_End);
  QTest::keyClick(&table, Qt::Key_Up);
  QTest::keyClick(&table, Qt::Key_End, Qt::ShiftModifier);
  EXPECT_EQ(selected(), (QList<int>{rows - 2, rows - 1}));
}

TEST_F(RowTableTest, a_row_that_is_taken_out_of_the_selection_hands_over_to_one_that_stays) {
  QTest::keyClick(&table, Qt::Key_Home);
  QTest::keyClick(&table, Qt::Key_Down);
  ASSERT_EQ(selected(), QList<int>{1});
  click(3, Qt::ControlModifier);
  EXPECT_EQ(selected(), (QList<int>{1, 3}));
  EXPECT_EQ(current(), 3);
  click(3, Qt::ControlModifier);
  EXPECT_EQ(selected(), QList<int>{1});
  EXPECT_EQ(current(), 1);
  for (const bool by_key : {false, true}) {  // the last one stays
    if (by_key)
      QTest::keyClick(&table, Qt::Key_Space, Qt::ControlModifier);
    else
      click(1, Qt::ControlModifier);
    EXPECT_EQ(selected(), QList<int>{1}) << by_key;
    EXPECT_EQ(current(), 1) << by_key;
  }
}

TEST_F(RowTableTest, the_focus_alone_chooses_no_row_and_the_first_key_does) {
  table.clearSelection();
  table.setCurrentIndex({});
  table.clearFocus();
  table.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&table));
  table.setFocus(Qt::TabFocusReason);
  ASSERT_TRUE(table.hasFocus());
  EXPECT_FALSE(table.currentIndex().isValid());
  EXPECT_TRUE(selected().isEmpty());
  QTest::keyClick(&table, Qt::Key_Down);
  EXPECT_EQ(current(), 0);
  EXPECT_EQ(selected(), QList<int>{0});
}

TEST_F(RowTableTest, the_current_row_stays_in_sight_in_less_room_unless_somebody_has_scrolled_away) {
  const auto seen = [this] {
    return table.viewport()->rect().contains(table.visualRect(table.currentIndex()).center());
  };
  table.resize(240, 800);
  table.verticalScrollBar()->setValue(0);
  table.resize(240, 200);
  EXPECT_TRUE(seen());
  table.verticalScrollBar()->setValue(0);
  ASSERT_FALSE(seen());
  table.resize(240, 220);
  EXPECT_FALSE(seen());
}

TEST_F(RowTableTest, columns_out_of_sight_are_reached_by_alt_and_the_arrows) {
  table.setColumnWidth(0, 400);
  table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  const auto scrolled = [this] { return table.horizontalScrollBar()->value(); };
  ASSERT_EQ(scrolled(), 0);
  QTest::keyClick(&table, Qt::Key_Right, Qt::AltModifier);
  EXPECT_GT(scrolled(), 0);
  EXPECT_EQ(current(), 20);
  QTest::keyClick(&table, Qt::Key_Left, Qt::AltModifier);
  EXPECT_EQ(scrolled(), 0);
}

}  // namespace
}  // namespace solopose::testing
