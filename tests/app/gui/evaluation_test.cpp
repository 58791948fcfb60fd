#include <algorithm>
#include <fstream>
#include <sstream>

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QUrl>

#include "core/engine/engine.h"
#include "core/evaluation/kept_results.h"
#include "core/models/shipped_models.h"
#include "core/project/catalog.h"
#include "core/runs/run_log.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/results_panel/figures_table.h"
#include "widgets/results_panel/method_dialog.h"
#include "widgets/results_panel/results_panel.h"
#include "widgets/training_panel/evaluate_dialog.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_panel.h"

namespace solopose::testing {
namespace {

/// A run with the demo's model, in a window.
class EvaluationTest : public MainWindowTest {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    TrainingOptions options;
    options.name = "drawn people";
    run = create_run(*scratch / "demo", options);
    std::filesystem::copy_file(demo_model_file().value(), run / "best.safetensors");
    RunLog(run / "log.jsonl").state(RunState::finished);
    openDemo();
    window->showWorkspace("train");
    training()->selectRuns({"drawn people"});
  }

  template <typename P>
  P* panel() const {
    for (Panel* each : window->panels())
      if (auto* found = qobject_cast<P*>(each)) return found;
    return nullptr;
  }
  TrainingPanel* training() const { return panel<TrainingPanel>(); }
  ResultsPanel* results() const { return panel<ResultsPanel>(); }
  bool idle() {
    return wait_for(
        [this] { return session->isIdle() && results()->isSettled() && training()->isSettled(); });
  }

  /// As a person does it: the action, then Enter.
  void evaluate() {
    ASSERT_TRUE(wait_for([this] { return action("train.evaluate")->isEnabled(); }));
    action("train.evaluate")->trigger();
    auto* dialog = window->findChild<EvaluateDialog*>();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClick(dialog, Qt::Key_Return);
    ASSERT_TRUE(wait_for([this] { return !read_results(run).empty(); }));
    ASSERT_TRUE(idle());
  }
  QString cell(int row, int column) const { return results()->measured()->item(row, column)->text(); }

  std::filesystem::path run;
};

TEST_F(EvaluationTest, a_run_is_evaluated_from_the_table_and_stands_on_the_results_page) {
  QSignalSpy failures(session.get(), &Session::failed);
  evaluate();
  ASSERT_EQ(failures.count(), 0) << failures.first().first().toString().toStdString();
  EXPECT_TRUE(window->isPanelSeen("results"));
  const FiguresTable* table = results()->measured();
  ASSERT_GE(table->rowCount(), 2);
  EXPECT_EQ(cell(0, 0), "Mean pose");
  const std::vector<KeptResult> kept = read_results(run);
  ASSERT_EQ(kept.size(), 1U);
  const auto& rows = kept[0].comparison.rows;
  const auto own = std::ranges::find(rows, kept[0].method, &ComparisonRow::name);
  ASSERT_NE(own, rows.end());
  int line = -1;
  for (int row = 0; row < table->rowCount(); ++row)
    if (cell(row, 0).toStdString() == kept[0].method) line = row;
  ASSERT_GE(line, 0);
  EXPECT_EQ(cell(line, 1), QLocale().toString(own->scores.mpjpe_mm, 'f', 1));
  EXPECT_EQ(cell(line, 2), QLocale().toString(own->scores.p_mpjpe_mm, 'f', 1));

  window->activateWindow();
  results()->measured()->setFocus();
  QTest::keyClick(results()->measured(), Qt::Key_C, Qt::ControlModifier);
  const QString text = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(text.startsWith("Protocol: canonical-15")) << text.toStdString();
  EXPECT_TRUE(text.contains("\n" + QString::fromStdString(kept[0].method) + "\t"));

  const QString file = QString::fromStdString((*scratch / "table.csv").string());
  results()->exportTable(file);
  ASSERT_TRUE(idle());
  std::stringstream read;
  read << std::ifstream(file.toStdString()).rdbuf();
  EXPECT_EQ(read.str(), result_table_csv(results()->table()));
  results()->exportTable(QString::fromStdString((run / "config.json").string()));
  ASSERT_TRUE(wait_for([&] { return failures.count() > 0; })) << "a run's own file";
}

TEST_F(EvaluationTest, the_worst_clip_opens_in_playback_with_the_prediction_over_the_truth) {
  evaluate();
  window->setPanelVisible("training", true);
  training()->showPage(TrainingPanel::Page::worst_clips);
  const std::vector<WorstClip> worst = read_results(run).front().worst;
  ASSERT_FALSE(worst.empty());
  QTableWidget* table = nullptr;
  for (QTableWidget* each : training()->findChildren<QTableWidget*>())
    if (each->isVisible() && each->rowCount() > 0) table = each;
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->item(0, 0)->toolTip().toStdString(), worst[0].sequence);
  EXPECT_EQ(table->item(0, 4)->text(), "Evaluation");
  table->setCurrentCell(0, 0);
  table->setFocus();
  QTest::keyClick(table, Qt::Key_Return);
  EXPECT_TRUE(window->isPanelSeen("video"));
  EXPECT_EQ(session->cursor()->frame(), worst[0].first_frame);
  PlaybackData* data = panel<PlaybackPanel>()->data();
  ASSERT_TRUE(wait_for([&] { return session->isIdle() && !data->predictions()->models().empty(); }));
  const PlaybackView* view = data->mainView();
  ASSERT_NE(view, nullptr);
  const PredictionPtr prediction = data->predictions()->models().front().of(view->file);
  ASSERT_NE(prediction, nullptr);
  EXPECT_GT(prediction->frames(), 0);
  EXPECT_TRUE(data->truthOf(*view));
  EXPECT_TRUE(action("video.show-predictions")->isChecked());
}

TEST_F(EvaluationTest, another_methods_poses_are_dropped_on_the_page_and_measured_beside_the_run) {
  evaluate();
  EvaluateOptions options;
  options.model = run;
  options.project = *scratch / "demo";
  options.poses_file = *scratch / "lifted.npz";
  engine().evaluate_beside(options, {}, {});
  QMimeData mime;
  mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(options.poses_file.string()))});
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(results(), &enter);
  ASSERT_TRUE(enter.isAccepted());
  QDropEvent event(QPointF(10, 10), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(results(), &event);
  auto* dialog = results()->findChild<MethodDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->method().method, "lifted") << "the file's name";
  dialog->findChild<QLineEdit*>("name")->setText("P-STMO");
  QTest::keyClick(dialog, Qt::Key_Return);
  ASSERT_TRUE(wait_for([this] { return read_results(run).size() == 2; }));
  ASSERT_TRUE(idle());
  const int last = results()->measured()->rowCount() - 1;
  EXPECT_EQ(cell(last, 0), "P-STMO");
  int line = -1;
  for (int row = 0; row < last; ++row)
    if (cell(row, 0).toStdString() == read_results(run)[0].method) line = row;
  ASSERT_GE(line, 0);
  EXPECT_EQ(cell(last, 1), cell(line, 1)) << "the same poses";
}

}  // namespace
}  // namespace solopose::testing
