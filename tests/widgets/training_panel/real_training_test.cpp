#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/demo/demo.h"
#include "core/models/model_description.h"
#include "core/project/project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/shared/qcustomplot.h"
#include "widgets/training_panel/curves_view.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel.h"

namespace solopose::testing {
namespace {

/// The panel with the trainer that users have, on the demo's films.
class RealTrainingTest : public SessionTest {
 protected:
  RealTrainingTest() {
    make_demo_project(scratch / "project", {}, {.films = DemoFilms::few});
    panel.resize(900, 640);
    panel.show();
    session.openProject(folder());
    EXPECT_TRUE(settle() && wait_for([this] { return panel.isSettled(); }));
  }

  void start(const std::string& name, std::int64_t frame_steps) {
    TrainingOptions options;
    options.name = name;
    options.frames_stage = {.steps = frame_steps, .batch = 4, .learning_rate = 4e-3};
    options.clips_stage = {.steps = 10, .batch = 1, .learning_rate = 2e-3};
    options.epoch_steps = 20;
    options.validation_clips = 2;
    panel.form()->setOptions(options);
    for (const QLabel* label : panel.form()->findChildren<QLabel*>()) {
      if (label->text() == "Name") qobject_cast<QLineEdit*>(label->buddy())->setText(name.c_str());
    }
    ASSERT_TRUE(panel.form()->startButton()->isEnabled()) << panel.form()->problem().toStdString();
    QTest::mouseClick(panel.form()->startButton(), Qt::LeftButton);
    ASSERT_TRUE(wait_for([&] { return run(name) != nullptr; })) << failure().toStdString();
  }
  const solopose::Run* run(const std::string& name) const {
    for (int row = 0; row < panel.runs()->rowCount(); ++row)
      if (panel.runs()->run(row).name() == name) return &panel.runs()->run(row);
    return nullptr;
  }
  bool becomes(const std::string& name, RunState state) {
    return wait_for([&] { return panel.queue()->current().empty() && run(name)->state == state; });
  }
  std::size_t points() const {
    const QCustomPlot* plot = panel.curves()->lossPlot();
    return plot->graphCount() == 0 ? 0 : static_cast<std::size_t>(plot->graph(0)->dataCount());
  }

  QWidget host;
  ActionRegistry actions{&host};
  TrainingPanel panel{PanelContext{&session, &actions}};
};

TEST_F(RealTrainingTest, runs_are_trained_to_the_end_stopped_early_and_left_for_later) {
  ASSERT_NO_FATAL_FAILURE(start("whole", 40));
  ASSERT_TRUE(becomes("whole", RunState::finished)) << run("whole")->error;
  EXPECT_EQ(run("whole")->epochs.back().step, 50);
  EXPECT_GE(points(), 3U);
  const auto description = read_model_description(run("whole")->folder / "best.safetensors");
  EXPECT_EQ(description.run, "whole");
  EXPECT_EQ(description.network.head.voxels, 16);

  ASSERT_NO_FATAL_FAILURE(start("long", 1'000'000));
  ASSERT_TRUE(wait_for([this] { return points() > 1; }));
  actions.action("train.stop-early")->trigger();
  ASSERT_TRUE(becomes("long", RunState::stopped_early)) << run("long")->error;
  EXPECT_TRUE(run("long")->has_model());
  EXPECT_LT(run("long")->epochs.back().step, 1'000'000);
  const std::int64_t stopped_at = run("long")->epochs.back().step;
  panel.selectRuns({"long"});
  actions.action("train.resume-run")->trigger();
  ASSERT_TRUE(wait_for([&] { return run("long")->steps.back().step > stopped_at; })) << "it goes on";
  actions.action("train.stop-early")->trigger();
  ASSERT_TRUE(becomes("long", RunState::stopped_early)) << run("long")->error;
  EXPECT_GT(run("long")->epochs.back().step, stopped_at);

  ASSERT_NO_FATAL_FAILURE(start("left", 1'000'000));
  ASSERT_TRUE(wait_for([this] { return points() > 1; }));
  const std::filesystem::path left = run("left")->folder;
  session.closeProject();
  ASSERT_TRUE(wait_for([&] { return read_run(left).state == RunState::interrupted; }));
}

}  // namespace
}  // namespace solopose::testing
