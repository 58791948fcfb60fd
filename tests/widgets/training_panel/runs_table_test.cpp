#include "widgets/training_panel/runs_table.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

#include "widgets/training_panel/runs_model.h"

namespace solopose {
namespace {

int columns_shown(const RunsTable& table) {
  int shown = 0;
  for (int column = 0; column < RunsModel::column_count; ++column)
    shown += table.isColumnHidden(column) ? 0 : 1;
  return shown;
}

TEST(RunsTable, shows_what_matters_most_where_there_is_little_room) {
  RunsModel model;
  RunsTable table;
  table.setModel(&model);
  table.resize(420, 200);
  table.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
  const int few = columns_shown(table);
  EXPECT_GE(few, 3);
  EXPECT_LT(few, RunsModel::column_count);
  for (const int column : {RunsModel::name_column, RunsModel::state_column, RunsModel::best_column})
    EXPECT_FALSE(table.isColumnHidden(column));
  EXPECT_EQ(table.horizontalScrollBar()->maximum(), 0);
  table.resize(1600, 200);
  EXPECT_TRUE(QTest::qWaitFor([&] { return columns_shown(table) == RunsModel::column_count; }));
  EXPECT_EQ(table.horizontalScrollBar()->maximum(), 0);
  table.resize(420, 200);
  EXPECT_TRUE(QTest::qWaitFor([&] { return columns_shown(table) == few; }));
}

}  // namespace
}  // namespace solopose
