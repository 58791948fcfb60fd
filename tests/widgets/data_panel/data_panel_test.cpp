#include "widgets/data_panel/data_panel.h"

#include <memory>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "tests/widgets/dataset_tree/sample_catalog.h"
#include "tests/widgets/dataset_tree/sample_project.h"
#include "widgets/actions/action_registry.h"
#include "widgets/data_panel/clip_options_form.h"
#include "widgets/data_panel/dataset_table_model.h"
#include "widgets/data_panel/problems_model.h"
#include "widgets/data_panel/problems_view.h"
#include "widgets/data_panel/split_chart.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using testing::OpenSample;
using testing::wait_until_idle;
using Table = DatasetTableModel;

class DataPanelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(sample.ready());
    window.setCentralWidget(panel.get());
    window.resize(760, 640);
    ASSERT_TRUE(testing::show_active(window));
    ASSERT_TRUE(settle());
  }
  bool settle() {
    return wait_until_idle(*sample.session()) && testing::wait_for([&] { return panel->isSettled(); }) &&
           testing::wait_for([&] { return cell(0, Table::clips_column) != "…"; });
  }
  QString cell(int row, int column) { return panel->datasets()->index(row, column).data().toString(); }
  void expectChartToMatchTheCounts() {
    const Session* session = sample.session();
    const auto counts = count_splits(*session->catalog(), *session->clips(), session->clipOptions().length);
    for (int row = 0; row < panel->datasets()->rowCount(); ++row) {
      for (const Split split : {Split::train, Split::validation, Split::test, Split::independent}) {
        std::int64_t clips = 0;
        std::int64_t frames = 0;
        for (const SplitCount& count : counts) {
          if (count.dataset != panel->datasets()->datasetAt(row) || count.split != split) continue;
          clips += count.clips;
          frames += count.frames;
        }
        panel->chart()->setUnit(SplitChart::Unit::clips);
        EXPECT_EQ(panel->chart()->shown(row, split), clips);
        panel->chart()->setUnit(SplitChart::Unit::frames);
        EXPECT_EQ(panel->chart()->shown(row, split), frames);
      }
    }
    panel->chart()->setUnit(SplitChart::Unit::clips);
  }

  OpenSample sample;
  QMainWindow window;
  ActionRegistry actions{&window};
  std::unique_ptr<DataPanel> panel = std::make_unique<DataPanel>(PanelContext{sample.session(), &actions});
};

TEST_F(DataPanelTest, lists_datasets_with_their_sizes) {
  ASSERT_EQ(panel->datasets()->rowCount(), 2);
  EXPECT_EQ(cell(0, Table::name_column), "Dance");
  EXPECT_EQ(cell(0, Table::sequences_column), "24");
  EXPECT_EQ(cell(0, Table::frames_column), "3,960");
  EXPECT_EQ(cell(0, Table::duration_column), "1 min 19 s");
  EXPECT_EQ(cell(1, Table::duration_column), "unknown") << "no rate, no duration";
  EXPECT_EQ(cell(0, Table::format_column), "AIST++");
  EXPECT_EQ(cell(0, Table::clips_column).toInt() + cell(1, Table::clips_column).toInt(),
            static_cast<int>(sample.session()->clips()->size()));
}

TEST_F(DataPanelTest, charts_what_count_splits_counts) {
  expectChartToMatchTheCounts();
  EXPECT_GT(panel->chart()->shown(0, Split::train), 0);
}

TEST_F(DataPanelTest, charts_anew_when_a_dataset_becomes_an_independent_test) {
  sample.session()->setIndependentTest(panel->datasets()->datasetAt(1), true);
  ASSERT_TRUE(settle());
  EXPECT_TRUE(testing::wait_for([&] { return panel->chart()->shown(1, Split::independent) > 0; }));
  EXPECT_EQ(panel->chart()->shown(1, Split::train), 0);
  expectChartToMatchTheCounts();
}

TEST_F(DataPanelTest, cuts_clips_anew_when_their_options_change_and_undoes_it) {
  const auto before = sample.session()->clips()->size();
  panel->clipOptions()->stepField()->setValue(8);
  ASSERT_TRUE(settle());
  EXPECT_GT(sample.session()->clips()->size(), before);
  EXPECT_EQ(sample.session()->clipOptions().step, 8);
  panel->clipOptions()->groupChoice()->setCurrentIndex(static_cast<int>(SplitGroup::subject));
  ASSERT_TRUE(settle());
  EXPECT_EQ(sample.session()->clipOptions().group, SplitGroup::subject);
  EXPECT_EQ(sample.session()->clipOptions().step, 8);
  expectChartToMatchTheCounts();
  sample.session()->undoStack()->undo();
  sample.session()->undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(panel->clipOptions()->stepField()->value(), 16);
  EXPECT_EQ(panel->clipOptions()->groupChoice()->currentIndex(), static_cast<int>(SplitGroup::take));
  EXPECT_EQ(sample.session()->clips()->size(), before);
}

TEST_F(DataPanelTest, an_edit_of_the_step_leaves_the_other_clip_options) {
  ClipOptions options;
  options.length = 2000;
  options.train_share = 0.6123456789;
  options.seed = 5'000'000'000;
  sample.session()->setClipOptions(options);
  ASSERT_TRUE(settle());
  panel->clipOptions()->stepField()->setValue(8);
  ASSERT_TRUE(settle());
  options.step = 8;
  EXPECT_EQ(sample.session()->clipOptions().to_json(), options.to_json());
}

TEST_F(DataPanelTest, waits_for_the_whole_number_before_it_cuts) {
  QSpinBox* length = panel->clipOptions()->lengthField();
  length->setFocus();
  length->selectAll();
  QTest::keyClicks(length, "45");
  EXPECT_EQ(sample.session()->undoStack()->count(), 0);
  QTest::keyClick(length, Qt::Key_Return);
  ASSERT_TRUE(settle());
  EXPECT_EQ(sample.session()->clipOptions().length, 45);
  EXPECT_EQ(sample.session()->undoStack()->count(), 1);
}

TEST_F(DataPanelTest, what_is_being_typed_stays_while_something_else_changes_in_the_project) {
  QSpinBox* length = panel->clipOptions()->lengthField();
  length->setFocus();
  length->selectAll();
  QTest::keyClicks(length, "45");
  sample.session()->setExcluded({sample.session()->catalog()->sequences.front().id}, true);
  ASSERT_TRUE(settle());
  EXPECT_EQ(length->cleanText(), "45");
  QTest::keyClick(length, Qt::Key_Return);
  ASSERT_TRUE(settle());
  EXPECT_EQ(sample.session()->clipOptions().length, 45);
}

TEST_F(DataPanelTest, follows_the_cursor_and_moves_it) {
  sample.moveTo("Studio/unknown/clip_1/world", 4);
  EXPECT_EQ(panel->table()->currentIndex().row(), 1);
  EXPECT_EQ(sample.cursor()->frame(), 4);
  const QModelIndex first = panel->datasets()->index(0, 0);
  QTest::mouseClick(panel->table()->viewport(), Qt::LeftButton, {},
                    panel->table()->visualRect(first).center());
  EXPECT_EQ(sample.session()->catalog()->sequence(sample.cursor()->sequence())->dataset,
            panel->datasets()->datasetAt(0));
}

TEST_F(DataPanelTest, lists_problems_with_what_was_expected_and_found) {
  const ProblemsModel* model = panel->problems()->model();
  ASSERT_EQ(model->rowCount(), 2);
  EXPECT_EQ(model->skippedCount(), 1);
  const auto text = [&](int column) { return model->index(0, column).data().toString(); };
  EXPECT_EQ(text(ProblemsModel::kind_column), "Skipped");
  EXPECT_EQ(text(ProblemsModel::file_column), "broken.trc");
  EXPECT_EQ(text(ProblemsModel::what_column), "NumFrames");
  EXPECT_EQ(text(ProblemsModel::expected_column), "90");
  EXPECT_EQ(text(ProblemsModel::found_column), "12");
  EXPECT_EQ(model->index(1, 0).data().toString(), "Remark");
}

TEST_F(DataPanelTest, filters_and_copies_problems) {
  panel->problems()->kindChoice()->setCurrentIndex(2);
  EXPECT_EQ(panel->problems()->shownCount(), 1);
  EXPECT_TRUE(panel->problems()->asText().contains("guess"));
  panel->problems()->kindChoice()->setCurrentIndex(0);
  panel->problems()->filterField()->setText("BROKEN numframes");
  EXPECT_EQ(panel->problems()->shownCount(), 1);
  EXPECT_TRUE(panel->problems()->asText().contains("recordings/broken.trc\tNumFrames\t90\t12"));
  panel->problems()->filterField()->setText("no such thing");
  EXPECT_EQ(panel->problems()->shownCount(), 0);
}

/// Catches what would go to the desktop.
class FolderCatcher : public QObject {
  Q_OBJECT
 public:
  FolderCatcher() { QDesktopServices::setUrlHandler("file", this, "open"); }
  ~FolderCatcher() override { QDesktopServices::unsetUrlHandler("file"); }
  QUrl opened;

 public Q_SLOTS:
  void open(const QUrl& url) { opened = url; }
};

TEST_F(DataPanelTest, opens_the_folder_of_a_file_that_is_double_clicked) {
  FolderCatcher catcher;
  QTableView* table = panel->problems()->table();
  const QPoint place = table->visualRect(table->model()->index(0, ProblemsModel::file_column)).center();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
  QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
  EXPECT_TRUE(catcher.opened.toLocalFile().endsWith("recordings")) << catcher.opened.toString().toStdString();
}

TEST_F(DataPanelTest, speaks_the_language_that_is_switched_to) {
  const testing::OtherLanguage language;
  EXPECT_EQ(panel->datasets()->headerData(0, Qt::Horizontal).toString(), QString("«Dataset»"));
  EXPECT_EQ(panel->clipOptions()->groupChoice()->itemText(0), QString("«Take»"));
  EXPECT_EQ(panel->problems()->model()->index(0, 0).data().toString(), QString("«Skipped»"));
  EXPECT_EQ(sample.session()->undoStack()->count(), 0) << "a new language is no edit";
}

TEST_F(DataPanelTest, looks_right_in_both_themes) {
  sample.session()->setIndependentTest(panel->datasets()->datasetAt(1), true);
  ASSERT_TRUE(settle());
  for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    QTest::qWait(80);
    testing::picture(window, mode == Theme::Mode::light ? "data-light" : "data-dark");
  }
}

TEST(DataPanelEmpty, offers_to_import_and_a_demo_project) {
  Session session;
  QMainWindow window;
  ActionRegistry actions(&window);
  QStringList triggered;
  for (const char* id : {"file.import", "file.demo"}) {
    actions.add({.id = id,
                 .text = [id] { return QString(id); },
                 .menu = {},
                 .shortcut = {},
                 .icon = {},
                 .checkable = false,
                 .run = [&triggered, id](bool) { triggered << id; }});
  }
  const auto panel = std::make_unique<DataPanel>(PanelContext{&session, &actions});
  window.setCentralWidget(panel.get());
  window.resize(700, 500);
  ASSERT_TRUE(testing::show_active(window));
  testing::picture(window, "data-empty");
  for (QPushButton* button : panel->findChildren<QPushButton*>()) {
    if (button->isVisible()) button->click();
  }
  EXPECT_EQ(triggered, (QStringList{"file.import", "file.demo"}));
}

TEST(DatasetTableModel, names_the_joints_that_a_dataset_estimates) {
  Table datasets;
  testing::SampleCatalog sample;
  sample.dataset("A").sequence("S", "", "t", "world", 10, "coco17");
  sample.dataset("B").sequence("S", "", "t", "world", 10, "mpi28");
  datasets.setCatalog(sample.share());
  const auto said = [&](int row) {
    return datasets.index(row, Table::name_column).data(Qt::ToolTipRole).toString();
  };
  EXPECT_EQ(said(0), "Estimated from other joints: Pelvis, Neck, Head");
  EXPECT_EQ(said(1), "");
}

TEST(DatasetTableModel, keeps_the_rules_of_item_models) {
  Table datasets;
  ProblemsModel problems;
  const auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
  const QAbstractItemModelTester first(&datasets, mode);
  const QAbstractItemModelTester second(&problems, mode);
  testing::SampleCatalog sample;
  sample.dataset("A").sequence("S", "", "t", "world").skipped("x").dataset("B").skipped("y");
  datasets.setCatalog(sample.share());
  problems.setCatalog(sample.share());
  datasets.setCounts({{100, Split::train, 3, 30}, {100, Split::test, 2, 20}});
  EXPECT_EQ(datasets.index(0, Table::clips_column).data().toString(), "5");
  EXPECT_EQ(datasets.index(1, Table::duration_column).data().toString(), "–");
}

}  // namespace
}  // namespace solopose

#include "data_panel_test.moc"
