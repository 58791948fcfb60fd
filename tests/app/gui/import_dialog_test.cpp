#include "app/gui/import_dialog.h"

#include <fstream>

#include <QAction>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeWidget>

#include "app/gui/import_plan_view.h"
#include "app/gui/summary_dialog.h"
#include "core/project/catalog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"

namespace solopose::testing {
namespace {

class ImportDialogTest : public MainWindowTest {
 protected:
  /// Three recordings, one that nobody can read and a text.
  QString folder() {
    const std::filesystem::path sources = *scratch / "sources";
    write_trc_folder(sources, 3, 20);
    std::ofstream(sources / "broken.trc") << "PathFileType\t4\nnonsense\n";
    std::ofstream(sources / "notes.txt") << "call me";
    return QString::fromStdString(sources.string());
  }
  ImportDialog* open() {
    window->actions()->action("file.import")->trigger();
    return window->findChild<ImportDialog*>();
  }
  /// Texts of a table's rows and of those below them.
  static QStringList rows(QTreeWidget* table) {
    QStringList all;
    for (QTreeWidgetItemIterator item(table); *item != nullptr; ++item) {
      QStringList cells;
      for (int column = 0; column < table->columnCount(); ++column) cells += (*item)->text(column);
      all += cells.join('|');
    }
    return all;
  }
};

TEST_F(ImportDialogTest, shows_what_would_arrive_and_what_would_not_before_anything_is_written) {
  openDemo();
  const auto before = session->catalog()->sequences.size();
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  dialog->addPaths({folder()});
  ASSERT_TRUE(
      wait_for([&] { return dialog->plan()->isSettled() && dialog->plan()->plan().sequences() > 0; }));
  EXPECT_EQ(dialog->plan()->plan().sequences(), 3);
  EXPECT_EQ(dialog->plan()->plan().left_out(), 2);
  const auto tables = dialog->plan()->findChildren<QTreeWidget*>();
  ASSERT_EQ(tables.size(), 2);
  const bool found_first = tables[0]->columnCount() > tables[1]->columnCount();
  const QStringList found = rows(tables[found_first ? 0 : 1]);
  EXPECT_TRUE(found.front().contains("|60|")) << found.join('\n').toStdString();
  const QString reasons = rows(tables[found_first ? 1 : 0]).join('\n');
  EXPECT_TRUE(reasons.contains("broken.trc")) << reasons.toStdString();
  EXPECT_TRUE(reasons.contains("notes.txt|no format that is known")) << reasons.toStdString();
  EXPECT_TRUE(reasons.contains("up axis guessed")) << reasons.toStdString();
  EXPECT_EQ(session->catalog()->sequences.size(), before);
  dialog->accept();
  ASSERT_TRUE(wait_for([&] { return session->catalog()->sequences.size() == before + 3; }));
  window->actions()->action("edit.undo")->trigger();
  EXPECT_TRUE(wait_for([&] { return session->catalog()->sequences.size() == before; }));
}

TEST_F(ImportDialogTest, what_is_changed_by_hand_is_looked_into_anew) {
  openDemo();
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  dialog->addPaths({folder()});
  ASSERT_TRUE(
      wait_for([&] { return dialog->plan()->isSettled() && dialog->plan()->plan().sequences() > 0; }));
  const double height = dialog->plan()->plan().datasets.at(0).tallest_mm;
  for (QComboBox* choice : dialog->findChildren<QComboBox*>()) {
    const int inches = choice->findData(25.4);
    if (inches >= 0) choice->setCurrentIndex(inches);
  }
  EXPECT_EQ(dialog->plan()->plan().sequences(), 0) << "what was seen holds no longer";
  ASSERT_TRUE(
      wait_for([&] { return dialog->plan()->isSettled() && dialog->plan()->plan().sequences() > 0; }));
  EXPECT_NE(dialog->plan()->plan().datasets.at(0).tallest_mm, height);
  dialog->reject();
}

TEST_F(ImportDialogTest, fits_a_small_screen) {
  openDemo();
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  EXPECT_LE(dialog->minimumSizeHint().width(), 1280);
  EXPECT_LE(dialog->minimumSizeHint().height(), 740);
  dialog->reject();
}

TEST_F(ImportDialogTest, a_summary_is_there_at_any_time_and_can_be_saved) {
  openDemo();
  window->actions()->action("project.summary")->trigger();
  auto* dialog = window->findChild<SummaryDialog*>();
  ASSERT_NE(dialog, nullptr);
  ASSERT_TRUE(wait_for([&] { return dialog->isSettled(); }));
  for (const DatasetRecord& dataset : session->catalog()->datasets)
    EXPECT_TRUE(dialog->text().contains(QString::fromStdString(dataset.name)));
  const std::filesystem::path file = *scratch / "summary.txt";
  dialog->save(QString::fromStdString(file.string()));
  std::ifstream in(file);
  const std::string saved((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(saved, dialog->text().toStdString());
  dialog->accept();
}

}  // namespace
}  // namespace solopose::testing
