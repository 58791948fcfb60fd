#include "widgets/results_panel/results_panel.h"

#include <fstream>
#include <future>

#include <QAction>
#include <QComboBox>
#include <QLabel>

#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/results_panel/figures_table.h"
#include "widgets/results_panel/result_words.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/measuring_jobs.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

ComparisonRow row(const std::string& name, const std::string& dataset, double mpjpe) {
  ComparisonRow row{name, dataset, "test", "all", {}};
  row.scores.frames = 1200;
  row.scores.mpjpe_mm = mpjpe;
  row.scores.p_mpjpe_mm = mpjpe / 2;
  return row;
}

class ResultsPanelTest : public SessionTest {
 protected:
  ResultsPanelTest() {
    panel.resize(900, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  /// A run trained on one dataset and measured on two.
  void keep(const std::string& name, const std::string& trained_on, double on_a, double on_b,
            CropSource crops = CropSource::exact) {
    const std::filesystem::path run = scratch / "project" / "runs" / name;
    if (!std::filesystem::exists(run)) {
      TrainingOptions options;
      options.name = name;
      create_run(scratch / "project", options);
    }
    KeptResult result;
    result.method = name;
    result.trained_on = {trained_on};
    result.conditions.crops = result.comparison.protocol.crops = crops;
    result.comparison.protocol.frame = "camera";
    result.comparison.rows = {row(name, "A", on_a), row(name, "B", on_b), row("mean pose", "A", 200),
                              row("mean pose", "B", 210)};
    keep_result(run, result);
  }
  void show() {
    open();
    reopen();
  }
  void reopen() {
    session.openProject(folder());
    ASSERT_TRUE(settle() && wait_for([this] { return panel.isSettled(); }));
  }
  bool says(const QString& text) const { return label(text) != nullptr; }
  const QLabel* label(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return label;
    return nullptr;
  }
  QStringList methods() const {
    QStringList names;
    for (int row = 0; row < panel.measured()->rowCount(); ++row)
      names << panel.measured()->item(row, 0)->text();
    return names;
  }

  QWidget host;
  ActionRegistry actions{&host};
  ResultsPanel panel{{&session, &actions}};
};

TEST_F(ResultsPanelTest, says_what_to_do_while_nothing_is_measured) {
  EXPECT_TRUE(says("Open a project"));
  show();
  EXPECT_TRUE(says("Nothing is measured yet"));
  EXPECT_FALSE(actions.action("results.export")->isEnabled());
}

TEST_F(ResultsPanelTest, while_something_is_measured_it_says_so_in_an_empty_page_and_above_a_table) {
  show();
  const auto measure = [this](const char* what, std::shared_future<void> until) {
    JobHandle* job = session.jobs()->start("Evaluate", [until](const JobContext&) { until.wait(); });
    mark_measuring(job, what);
    panel.openFile(HandedFile::results, {});
  };
  std::promise<void> first;
  measure("tiny", first.get_future().share());
  ASSERT_TRUE(wait_for([this] { return says("Being measured: tiny"); }));
  EXPECT_FALSE(says("Nothing is measured yet"));
  first.set_value();
  ASSERT_TRUE(wait_for([this] { return says("Nothing is measured yet"); })) << "it has failed to keep any";
  keep("one", "A", 40, 90);
  reopen();
  EXPECT_FALSE(says("Being measured"));
  std::promise<void> second;
  measure("two", second.get_future().share());
  ASSERT_TRUE(wait_for([this] { return says("Being measured: two"); }));
  EXPECT_EQ(methods(), QStringList({"Mean pose", "one"}));
  second.set_value();
  ASSERT_TRUE(wait_for([this] { return !says("Being measured"); }));
}

TEST_F(ResultsPanelTest, shows_the_mean_pose_first_the_best_in_bold_and_the_papers_lines_apart) {
  open();
  keep("one", "A", 40.04, 90);
  keep("two", "B", 80, 30);
  reopen();
  EXPECT_EQ(methods(), QStringList({"Mean pose", "one", "two"}));
  const FiguresTable* table = panel.measured();
  EXPECT_EQ(table->horizontalHeaderItem(1)->text(), "A, Test\nMPJPE (mm)");
  EXPECT_EQ(table->item(1, 1)->text(), "40.0");
  EXPECT_TRUE(table->item(1, 1)->font().bold());
  EXPECT_FALSE(table->item(0, 1)->font().bold());
  EXPECT_TRUE(table->item(2, 3)->font().bold());
  EXPECT_TRUE(says("canonical-15"));
  EXPECT_TRUE(says("True crops"));
  EXPECT_TRUE(
      says("On A, Test: one’s MPJPE is 80.0 % lower and its P-MPJPE 80.0 % lower than those of Mean pose"));
  EXPECT_TRUE(says("Quoted from arXiv 2312.10195, table 2"));
  EXPECT_TRUE(says("table 1"));
  actions.action("results.quote-paper")->setChecked(false);
  EXPECT_FALSE(says("Quoted from"));
}

TEST_F(ResultsPanelTest, reasons_stand_between_the_table_they_speak_of_and_the_papers) {
  open();
  keep("one", "A", 40, 90);
  keep("two", "B", 80, 30);
  const std::filesystem::path run = scratch / "project" / "runs" / "one";
  KeptResult result = read_results(run).front();
  result.notes = {{"split %1: no clip with a video and a camera", {"independent"}, {}}};
  keep_result(run, result);
  reopen();
  const QLabel* reason = label("no clip with a video and a camera");
  const QLabel* quoted = label("Quoted from");
  ASSERT_NE(reason, nullptr);
  ASSERT_NE(quoted, nullptr);
  const auto top = [this](const QWidget* widget) { return widget->mapTo(&panel, QPoint()).y(); };
  EXPECT_GT(top(reason), top(panel.measured()));
  EXPECT_LT(top(reason), top(quoted));
}

TEST_F(ResultsPanelTest, what_holds_for_several_methods_is_said_once) {
  open();
  for (const char* name : {"one", "two"}) {
    keep(name, "A", 40, 90);
    const std::filesystem::path run = scratch / "project" / "runs" / name;
    KeptResult result = read_results(run).front();
    result.notes = {{"split %1: no clip with a video and a camera", {"independent"}, {}}};
    keep_result(run, result);
  }
  reopen();
  const QLabel* reason = label("no clip with a video and a camera");
  ASSERT_NE(reason, nullptr);
  EXPECT_EQ(reason->text().count("no clip with a video"), 1);
  EXPECT_TRUE(reason->text().contains("one, two: split independent")) << reason->text().toStdString();
}

TEST_F(ResultsPanelTest, says_what_bold_means_where_something_is) {
  open();
  keep("one", "A", 40, 90);
  reopen();
  EXPECT_FALSE(says("Bold:")) << "one method has nobody to be better than";
  keep("two", "B", 80, 30);
  reopen();
  EXPECT_TRUE(says("Bold: the best method of each column. Mean poses are no methods and do not count"));
}

TEST_F(ResultsPanelTest, a_mean_pose_in_another_frame_is_set_apart_and_says_why) {
  open();
  keep("one", "A", 40, 90);
  const std::filesystem::path run = scratch / "project" / "runs" / "one";
  KeptResult result = read_results(run).front();
  result.comparison.rows.push_back(row("mean pose, universal frame", "A", 30));
  keep_result(run, result);
  reopen();
  const int apart = static_cast<int>(methods().indexOf("Mean pose, universal frame"));
  ASSERT_GE(apart, 0);
  const FiguresTable* table = panel.measured();
  EXPECT_EQ(table->item(apart, 0)->foreground().color(), Theme::instance().mutedText());
  EXPECT_TRUE(table->item(apart, 0)->toolTip().contains("cannot be compared"));
  EXPECT_TRUE(table->item(apart, 1)->toolTip().contains("cannot be compared"));
  const int one = static_cast<int>(methods().indexOf("one"));
  EXPECT_NE(table->item(one, 0)->foreground().color(), Theme::instance().mutedText());
  EXPECT_FALSE(table->item(one, 1)->toolTip().contains("cannot be compared"));
}

TEST_F(ResultsPanelTest, an_exported_table_is_found_again) {
  open();
  keep("one", "A", 40, 90);
  reopen();
  const QString file = QString::fromStdString((scratch / "results.csv").string());
  panel.exportTable(file);
  ASSERT_TRUE(settle());
  EXPECT_TRUE(std::filesystem::exists(scratch / "results.csv"));
  ASSERT_FALSE(session.jobs()->jobs().isEmpty());
  EXPECT_EQ(session.jobs()->jobs().front()->result(), file);
}

TEST_F(ResultsPanelTest, only_what_was_measured_under_the_same_conditions_stands_together) {
  open();
  keep("one", "A", 40, 90);
  keep("one", "A", 55, 95, CropSource::detected);
  keep("two", "B", 70, 30);
  reopen();
  EXPECT_EQ(methods(), QStringList({"Mean pose", "one", "two"}));
  auto* choice = panel.findChild<QComboBox*>("conditions");
  ASSERT_EQ(choice->count(), 2);
  choice->setFocus();
  QTest::keyClick(choice, Qt::Key_Down);
  EXPECT_EQ(methods(), QStringList({"Mean pose", "one"}));
  EXPECT_EQ(panel.measured()->item(1, 1)->text(), "55.0");
  EXPECT_TRUE(says("Detected crops"));
}

TEST_F(ResultsPanelTest, trained_on_one_and_tested_on_each_is_a_matrix) {
  open();
  keep("a1", "A", 40, 90);
  keep("a2", "A", 44, 94);
  keep("b", "B", 80, 30);
  reopen();
  panel.showView(ResultsPanel::View::cross_dataset);
  EXPECT_EQ(panel.table().measured.size(), 4U);
  const QStringList names = methods();
  EXPECT_TRUE(names.contains("Trained on A")) << names.join(", ").toStdString();
  const int line = static_cast<int>(names.indexOf("Trained on A"));
  EXPECT_EQ(panel.measured()->item(line, 1)->text(), "42.0");
  EXPECT_EQ(panel.measured()->item(line, 3)->text(), "92.0");
  EXPECT_FALSE(says("Quoted from"));
  const QJsonObject state = panel.viewState();
  panel.showView(ResultsPanel::View::methods);
  panel.setViewState(state);
  EXPECT_EQ(panel.table().measured.size(), 4U);
}

TEST_F(ResultsPanelTest, figures_of_data_that_have_changed_since_say_so) {
  open();
  keep("one", "A", 40, 90);
  const std::filesystem::path run = scratch / "project" / "runs" / "one";
  KeptResult result = read_results(run).front();
  result.data_revision = session.catalog()->data_revision;
  keep_result(run, result);
  reopen();
  EXPECT_FALSE(says("before poses, verdicts or repairs"));
  VerdictRecord verdict;
  verdict.sequence = first().id;
  verdict.first_frame = 3;
  verdict.last_frame = 9;
  verdict.verdict = Verdict::rejected;
  verdict.reviewer = "me";
  session.judge({verdict});
  ASSERT_TRUE(settle());
  EXPECT_TRUE(says("one: measured, all or some of it, before poses, verdicts or repairs"));
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_FALSE(says("before poses, verdicts or repairs")) << "they are again what was measured";
}

TEST_F(ResultsPanelTest, damaged_results_are_named_and_the_others_shown) {
  open();
  keep("one", "A", 40, 90);
  keep("two", "B", 80, 30);
  std::ofstream(scratch / "project" / "runs" / "two" / "results.json") << "{";
  reopen();
  EXPECT_EQ(methods(), QStringList({"Mean pose", "one"}));
  EXPECT_TRUE(says("results.json"));
}

}  // namespace
}  // namespace solopose::testing
