#include <fstream>
#include <sstream>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QTableView>
#include <QTest>

#include "app/gui/plot_menu.h"
#include "core/base/error.h"
#include "core/project/catalog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/data_panel/dataset_table_model.h"
#include "widgets/shared/qcustomplot.h"

namespace solopose::testing {
namespace {

class CopyTest : public MainWindowTest {
 protected:
  QTableView* datasets() const {
    for (QTableView* table : window->findChildren<QTableView*>())
      if (table->isVisible() && qobject_cast<DatasetTableModel*>(table->model()) != nullptr) return table;
    return nullptr;
  }
  QCustomPlot* plot() const {
    for (QCustomPlot* each : window->findChildren<QCustomPlot*>())
      if (each->isVisible()) return each;
    return nullptr;
  }
};

TEST_F(CopyTest, ctrl_c_puts_what_is_selected_in_a_table_into_the_clipboard_as_text) {
  openDemo();
  window->showWorkspace("data");
  QTableView* table = nullptr;
  ASSERT_TRUE(wait_for([&] { return (table = datasets()) != nullptr; }));
  table->setFocus();
  table->selectRow(1);
  QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
  const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
  ASSERT_EQ(lines.size(), 2) << "the heads, and one row";
  EXPECT_EQ(lines[0].split('\t').front(), table->model()->headerData(0, Qt::Horizontal).toString());
  for (int column = 0; column < table->model()->columnCount(); ++column) {
    if (table->isColumnHidden(column)) continue;
    EXPECT_EQ(lines[1].split('\t').value(column), table->model()->index(1, column).data().toString());
  }
  table->clearSelection();
  QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts).size(),
            table->model()->rowCount() + 1);
}

TEST_F(CopyTest, a_plots_menu_copies_its_picture) {
  openDemo();
  window->showWorkspace("data");
  ASSERT_TRUE(wait_for([this] { return plot() != nullptr && plot()->width() > 0; }));
  QContextMenuEvent asked(QContextMenuEvent::Mouse, QPoint(5, 5), plot()->mapToGlobal(QPoint(5, 5)));
  QCoreApplication::sendEvent(plot(), &asked);
  auto* menu = plot()->findChild<QMenu*>("plot-menu");
  ASSERT_NE(menu, nullptr);
  QGuiApplication::clipboard()->clear();
  menu->actions().front()->trigger();
  const QImage copied = QGuiApplication::clipboard()->image();
  EXPECT_EQ(copied.size(), plot()->size() * 2);
  menu->close();
}

TEST_F(CopyTest, a_plot_is_saved_as_a_picture_or_as_a_drawing) {
  openDemo();
  window->showWorkspace("data");
  ASSERT_TRUE(wait_for([this] { return plot() != nullptr && plot()->width() > 0; }));
  const auto file = [this](const char* name) { return QString::fromStdString((*scratch / name).string()); };
  PlotMenu::save(*plot(), file("plot.png"));
  EXPECT_EQ(QImage(file("plot.png")).size(), plot()->size() * 2);
  PlotMenu::save(*plot(), file("plot.svg"));
  std::stringstream text;
  text << std::ifstream(file("plot.svg").toStdString()).rdbuf();
  EXPECT_NE(text.str().find("<svg"), std::string::npos);
  EXPECT_NE(text.str().find("<text"), std::string::npos) << "words stay words";
  EXPECT_THROW(PlotMenu::save(*plot(), file("plot.txt")), Error);
}

}  // namespace
}  // namespace solopose::testing
