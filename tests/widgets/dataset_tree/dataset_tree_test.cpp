#include "widgets/dataset_tree/dataset_tree.h"

#include <memory>

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "tests/widgets/dataset_tree/sample_project.h"
#include "widgets/actions/action_registry.h"
#include "widgets/dataset_tree/dataset_tree_model.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using testing::OpenSample;
using testing::wait_until_idle;

class DatasetTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(sample.ready());
    window.setCentralWidget(tree.get());
    window.resize(360, 560);
    ASSERT_TRUE(testing::show_active(window));
    tree->view()->setFocus();
  }

  QTreeView* view() { return tree->view(); }
  QModelIndex rowOf(const std::string& name) { return tree->model()->indexOf(sample.named(name)->id); }
  QString current() { return view()->currentIndex().data().toString(); }
  void click(const QModelIndex& index) {
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->visualRect(index).center());
  }

  OpenSample sample;
  QMainWindow window;
  ActionRegistry actions{&window};
  std::unique_ptr<DatasetTree> tree = std::make_unique<DatasetTree>(PanelContext{sample.session(), &actions});
};

TEST_F(DatasetTreeTest, moves_the_cursor_to_the_row_that_is_clicked) {
  view()->expandAll();
  click(rowOf("Dance/S2/sit_2/b"));
  EXPECT_EQ(sample.cursor()->sequence(), sample.named("Dance/S2/sit_2/b")->id);
  EXPECT_EQ(sample.cursor()->frameCount(), 180);
}

TEST_F(DatasetTreeTest, selects_and_reveals_the_sequence_of_the_cursor) {
  view()->collapseAll();
  sample.moveTo("Dance/S11/walk_2/a", 17);
  EXPECT_EQ(view()->currentIndex(), rowOf("Dance/S11/walk_2/a"));
  EXPECT_TRUE(view()->selectionModel()->isSelected(view()->currentIndex()));
  for (QModelIndex up = view()->currentIndex().parent(); up.isValid(); up = up.parent())
    EXPECT_TRUE(view()->isExpanded(up));
  EXPECT_EQ(sample.cursor()->frame(), 17) << "following must not move it";
}

TEST_F(DatasetTreeTest, leaves_the_cursor_alone_on_a_row_of_many_sequences) {
  sample.moveTo("Studio/unknown/clip_1/world", 5);
  view()->setCurrentIndex(tree->model()->index(0, 0));
  EXPECT_EQ(sample.cursor()->sequence(), sample.named("Studio/unknown/clip_1/world")->id);
  EXPECT_EQ(sample.cursor()->frame(), 5);
}

TEST_F(DatasetTreeTest, renames_in_place_with_f2_and_undoes_it) {
  view()->expandAll();
  view()->setCurrentIndex(rowOf("Studio/unknown/clip_1/world"));
  QTest::keyClick(view(), Qt::Key_F2);
  auto* editor = view()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  QTest::keyClicks(editor, "Laboratory");
  QTest::keyClick(editor, Qt::Key_Return);
  const auto renamed = [&] { return tree->model()->index(1, 0).data().toString() == "Laboratory"; };
  EXPECT_TRUE(testing::wait_for(renamed));
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_TRUE(view()->isExpanded(tree->model()->index(0, 0))) << "expansion outlives the change";
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->index(1, 0).data().toString(), "Studio");
}

TEST_F(DatasetTreeTest, removes_a_dataset_with_delete_and_brings_it_back_with_undo) {
  view()->setCurrentIndex(tree->model()->index(1, 0));
  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->rowCount(), 1);
  EXPECT_EQ(tree->currentDataset(),
            tree->model()->index(0, 0).data(DatasetTreeModel::dataset_role).toLongLong());
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->rowCount(), 2);
}

TEST_F(DatasetTreeTest, delete_excludes_the_sequence_that_is_selected_and_includes_it_again) {
  const std::string name = "Dance/S2/sit_2/b";
  sample.moveTo(name.c_str());
  QAction* action = actions.action("data.delete");
  EXPECT_EQ(action->text(), "Exclude 1 sequence(s)");
  const auto frames_before =
      tree->model()->index(0, 0).siblingAtColumn(DatasetTreeModel::frames_column).data();
  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->rowCount(), 2) << "its dataset stays";
  EXPECT_TRUE(sample.named(name)->excluded);
  EXPECT_TRUE(rowOf(name).data(DatasetTreeModel::excluded_role).toBool());
  EXPECT_TRUE(rowOf(name).data(Qt::FontRole).value<QFont>().strikeOut());
  EXPECT_TRUE(rowOf(name).data(Qt::ToolTipRole).toString().contains("Excluded"));
  EXPECT_EQ(view()->currentIndex(), rowOf(name));
  EXPECT_EQ(action->text(), "Include 1 sequence(s) again");
  EXPECT_NE(tree->model()->index(0, 0).siblingAtColumn(DatasetTreeModel::frames_column).data(),
            frames_before);

  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_FALSE(sample.named(name)->excluded);
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_TRUE(sample.named(name)->excluded);
}

TEST_F(DatasetTreeTest, delete_on_a_row_of_many_excludes_all_of_them_and_the_selection_stays) {
  view()->expandAll();
  const QModelIndex subject = rowOf("Dance/S1/walk_1/a").parent().parent().parent();
  ASSERT_EQ(subject.data().toString(), "S1");
  view()->selectionModel()->select(subject, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  view()->selectionModel()->select(rowOf("Dance/S2/sit_2/b"),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  const auto excluded = [this] {
    return std::ranges::count(sample.session()->catalog()->sequences, true, &SequenceRecord::excluded);
  };
  EXPECT_EQ(excluded(), 9);
  EXPECT_EQ(view()->selectionModel()->selectedRows().size(), 2);
  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(excluded(), 0);
}

TEST_F(DatasetTreeTest, delete_on_a_dataset_and_sequences_of_another_does_both_in_one_step) {
  view()->expandAll();
  view()->selectionModel()->select(tree->model()->index(1, 0),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  view()->selectionModel()->select(rowOf("Dance/S2/sit_2/b"),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
  QSignalSpy removed(sample.session(), &Session::removed);
  QTest::keyClick(view(), Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(sample.session()->catalog()->datasets.size(), 1U);
  EXPECT_TRUE(sample.named("Dance/S2/sit_2/b")->excluded);
  ASSERT_EQ(removed.count(), 1);
  EXPECT_EQ(removed.first().first().value<Removal>().sequences, 3);
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(sample.session()->catalog()->datasets.size(), 2U);
  EXPECT_FALSE(sample.named("Dance/S2/sit_2/b")->excluded);
}

TEST_F(DatasetTreeTest, removes_the_dataset_of_a_sequence_only_when_that_is_asked_for) {
  sample.moveTo("Dance/S2/sit_2/b");
  actions.action("data.remove-dataset")->trigger();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->rowCount(), 1);
}

TEST_F(DatasetTreeTest, takes_delete_for_itself_only_while_it_has_the_keyboard) {
  view()->setCurrentIndex(tree->model()->index(1, 0));
  QPushButton elsewhere(&window);
  elsewhere.show();
  elsewhere.setFocus();
  QTest::keyClick(&elsewhere, Qt::Key_Delete);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(tree->model()->rowCount(), 2);
}

TEST_F(DatasetTreeTest, marks_a_dataset_as_independent_test_and_shows_it) {
  view()->setCurrentIndex(tree->model()->index(0, 0));
  QAction* mark = actions.action("data.independent-test");
  EXPECT_FALSE(mark->isChecked());
  mark->trigger();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_TRUE(sample.session()->catalog()->datasets[0].independent_test);
  EXPECT_TRUE(mark->isChecked());
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_FALSE(mark->isChecked());
}

TEST_F(DatasetTreeTest, searches_from_ctrl_f_and_restores_what_was_open) {
  view()->collapseAll();
  view()->expand(tree->model()->index(1, 0));
  QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
  EXPECT_TRUE(tree->searchField()->hasFocus());
  QTest::keyClicks(tree->searchField(), "s2 sit_1");
  EXPECT_EQ(tree->model()->sequenceCount(), 2);
  EXPECT_TRUE(view()->isExpanded(tree->model()->index(0, 0)));
  QTest::keyClick(tree->searchField(), Qt::Key_Return);
  EXPECT_EQ(sample.cursor()->sequence(), sample.named("Dance/S2/sit_1/a")->id);
  tree->searchField()->setFocus();
  QTest::keyClick(tree->searchField(), Qt::Key_Escape);
  EXPECT_EQ(tree->model()->rowCount(), 2);
  EXPECT_TRUE(view()->isExpanded(tree->model()->index(1, 0)));
  EXPECT_EQ(current(), "a") << "the cursor's row stays selected";
}

TEST_F(DatasetTreeTest, gives_its_room_to_names_when_it_is_narrow) {
  EXPECT_FALSE(view()->isColumnHidden(DatasetTreeModel::sequences_column));
  window.resize(260, 560);
  EXPECT_TRUE(testing::wait_for([&] { return view()->isColumnHidden(DatasetTreeModel::sequences_column); }));
}

TEST_F(DatasetTreeTest, speaks_the_language_that_is_switched_to) {
  const testing::OtherLanguage language;
  EXPECT_EQ(tree->model()->headerData(0, Qt::Horizontal).toString(), QString("«Name»"));
  EXPECT_TRUE(tree->searchField()->placeholderText().startsWith(QString("«")));
}

TEST_F(DatasetTreeTest, looks_right_in_both_themes) {
  sample.moveTo("Dance/S2/sit_2/b");
  sample.session()->setIndependentTest(sample.session()->catalog()->datasets[1].id, true);
  sample.session()->setExcluded({sample.named("Dance/S2/sit_2/a")->id, sample.named("Dance/S2/sit_1/a")->id},
                                true);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    QTest::qWait(50);
    testing::picture(window, mode == Theme::Mode::light ? "tree-light" : "tree-dark");
    const QRect name = view()->visualRect(tree->model()->index(0, DatasetTreeModel::name_column));
    EXPECT_GE(view()->header()->sectionSize(0), 150);
    EXPECT_GT(name.height(), view()->fontMetrics().height());
  }
}

TEST(DatasetTreeEmpty, offers_to_import_when_there_is_nothing) {
  Session session;
  QMainWindow window;
  ActionRegistry actions(&window);
  int imports = 0;
  actions.add({.id = "file.import",
               .text = [] { return QString("Import…"); },
               .menu = {},
               .shortcut = {},
               .icon = {},
               .checkable = false,
               .run = [&imports](bool) { ++imports; }});
  const auto tree = std::make_unique<DatasetTree>(PanelContext{&session, &actions});
  window.setCentralWidget(tree.get());
  window.resize(300, 400);
  window.show();
  auto* button = tree->findChild<QPushButton*>();
  ASSERT_TRUE(button != nullptr && button->isVisible());
  button->click();
  EXPECT_EQ(imports, 1);
  EXPECT_FALSE(actions.action("data.rename-dataset")->isEnabled());
  testing::picture(window, "tree-empty");
}

}  // namespace
}  // namespace solopose
