#include "app/gui/import_dialog.h"

#include <fstream>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "app/gui/focus_ring.h"
#include "app/gui/import_plan_view.h"
#include "app/gui/summary_dialog.h"
#include "core/project/catalog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/shared/field_words.h"

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

TEST_F(ImportDialogTest, where_nothing_would_arrive_there_is_nothing_to_import) {
  openDemo();
  ImportDialog* dialog = open();
  const std::filesystem::path film = *scratch / "holiday.mp4";
  std::ofstream(film) << "a film";
  QPushButton* accept = nullptr;
  for (QPushButton* button : dialog->findChildren<QPushButton*>())
    if (button->text() == "Import") accept = button;
  ASSERT_NE(accept, nullptr);
  EXPECT_FALSE(accept->isEnabled());
  dialog->addPaths({QString::fromStdString(film.string())});
  ASSERT_TRUE(wait_for([&] { return dialog->plan()->isSettled() && !accept->isEnabled(); }));
  EXPECT_FALSE(accept->toolTip().isEmpty());
  EXPECT_TRUE(rows(dialog->plan()->findChildren<QTreeWidget*>().front()).join(' ').contains("predicted") ||
              rows(dialog->plan()->findChildren<QTreeWidget*>().back()).join(' ').contains("predicted"));
  dialog->addPaths({folder()});
  ASSERT_TRUE(wait_for([&] { return dialog->plan()->isSettled() && accept->isEnabled(); }));
  EXPECT_TRUE(accept->toolTip().isEmpty());
}

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

TEST_F(ImportDialogTest, its_reasons_name_its_fields_and_no_switch_of_the_command_line) {
  openDemo();
  const ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  const auto is_a_field = [&](const QString& name) {
    for (const QLabel* label : dialog->findChildren<QLabel*>())
      if (plain_text(label->text()) == name) return true;
    for (const QAbstractButton* button : dialog->findChildren<QAbstractButton*>())
      if (plain_text(button->text()) == name) return true;
    return false;
  };
  for (const char* said :
       {"unknown until --fps states it", "--unit states another", "--unit mm reads it as millimetres",
        "up axis guessed: y; --up states another", "looks like AIST++: --format aist reads it",
        "a joint mapping (--mapping) makes poses of it",
        "found it wrong; --with-ignored reads it all the same",
        "by the mapping remembered for this rig (import --by-name does without)"}) {
    const QString shown = in_fields(said);
    EXPECT_FALSE(shown.contains("--")) << qPrintable(shown);
    const QString name = shown.section(QChar(0x201C), 1).section(QChar(0x201D), 0, 0);
    EXPECT_TRUE(is_a_field(name)) << qPrintable(shown);
  }
  EXPECT_EQ(in_fields("--unit mm reads it as millimetres"), "“Unit” reads it as millimetres");
  EXPECT_EQ(in_fields("a -- b"), "a -- b");
}

TEST_F(ImportDialogTest, a_refused_file_is_shown_by_the_fields_that_read_it) {
  openDemo();
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  dialog->addPaths({folder()});
  dialog->setFormat("aist");
  ASSERT_TRUE(wait_for([&] { return dialog->plan()->isSettled(); }));
  QString reasons;
  for (QTreeWidget* table : dialog->plan()->findChildren<QTreeWidget*>()) reasons += rows(table).join('\n');
  EXPECT_TRUE(reasons.contains("“Format” reads it")) << reasons.toStdString();
  EXPECT_FALSE(reasons.contains("--")) << reasons.toStdString();
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

TEST_F(ImportDialogTest, tab_goes_through_it_as_it_is_read_and_where_it_starts_is_seen) {
  openDemo();
  FocusRing ring;
  qApp->installEventFilter(&ring);
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog));
  auto* paths = dialog->findChild<QListWidget*>();
  EXPECT_EQ(ring.ringed(), paths);
  QList<QPoint> places;
  QStringList texts;
  const QWidget* plan = dialog->plan();
  for (QWidget* at = paths->nextInFocusChain(); at != paths && !plan->isAncestorOf(at);
       at = at->nextInFocusChain()) {
    if (!at->isVisible() || !(at->focusPolicy() & Qt::TabFocus) || at->focusProxy() != nullptr) continue;
    if (at->parentWidget()->inherits("QLineEdit") || at->parentWidget()->inherits("QAbstractSpinBox"))
      continue;
    places += at->mapTo(dialog, at->rect().center());
    if (const auto* button = qobject_cast<QAbstractButton*>(at)) texts += button->text().remove('&');
  }
  ASSERT_GE(texts.size(), 3);
  EXPECT_EQ(texts[0], QString::fromUtf8("Add files…"));
  EXPECT_EQ(texts[1], QString::fromUtf8("Add folder…"));
  for (qsizetype i = 1; i < places.size(); ++i) {
    const int down = places[i].y() - places[i - 1].y();
    EXPECT_TRUE(down > 8 || (down > -8 && places[i].x() > places[i - 1].x())) << i;
  }
  qApp->removeEventFilter(&ring);
  dialog->reject();
}

TEST_F(ImportDialogTest, every_label_and_button_has_a_letter_of_its_own) {
  openDemo();
  ImportDialog* dialog = open();
  ASSERT_NE(dialog, nullptr);
  const auto* form = dialog->findChild<QFormLayout*>();
  QStringList texts;
  for (const auto* label : form->parentWidget()->findChildren<QLabel*>())
    if (label->buddy() != nullptr) texts += label->text();
  EXPECT_EQ(texts.size(), 8);
  for (const auto* button : form->parentWidget()->findChildren<QPushButton*>())
    if (!button->text().startsWith("Choose")) texts += button->text();
  for (const auto* box : form->parentWidget()->findChildren<QCheckBox*>()) texts += box->text();
  QSet<QString> letters;
  for (const QString& text : texts) {
    const QString letter = QKeySequence::mnemonic(text).toString();
    EXPECT_FALSE(letter.isEmpty()) << text.toStdString();
    EXPECT_FALSE(letters.contains(letter)) << text.toStdString();
    letters += letter;
  }
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
