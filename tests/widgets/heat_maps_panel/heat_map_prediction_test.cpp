#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QSpinBox>

#include <gtest/gtest.h>

#include "core/runs/run_folder.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/filmed_project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/model_box.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

constexpr int frames = 60;

/// A filmed take, one without a film, and a random model.
class HeatMapPredictionTest : public SessionTest {
 protected:
  void make_films() {
    write_film(scratch / "front.mp4", frames, 30);
    make_filmed_project(scratch / "project", {filmed_sequence("filmed", frames, 30, {scratch / "front.mp4"}),
                                              filmed_sequence("alone", frames, 30, {})});
    session.openProject(folder());
    ASSERT_TRUE(settle());
  }
  const SequenceRecord& take(const std::string& name) const {
    return *std::ranges::find(session.catalog()->sequences, name, &SequenceRecord::take);
  }
};

class HeatMapPredictionPanelTest : public HeatMapPredictionTest {
 protected:
  HeatMapPredictionPanelTest() {
    panel.resize(760, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  void go_to(const std::string& name) {
    session.cursor()->setSequence(take(name).id, take(name).frames);
    ASSERT_TRUE(drawn());
  }
  void choose(HeatMapSource wanted) {
    for (QComboBox* box : panel.findChildren<QComboBox*>())
      if (box->itemText(0) == "Target") box->setCurrentIndex(static_cast<int>(wanted));
    ASSERT_TRUE(drawn());
  }
  /// A run that has been trained while another panel was looked at.
  std::filesystem::path trained(const std::string& name) {
    TrainingOptions options;
    options.name = name;
    auto run = create_run(scratch / "project", options);
    write_random_model(run / "best.safetensors");
    panel.hide();
    panel.show();
    EXPECT_TRUE(drawn());
    return run;
  }
  void choose_model() {
    write_random_model(scratch / "m.safetensors");
    panel.modelBox()->addFile(folder("m.safetensors"));
    ASSERT_TRUE(drawn());
  }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{PanelContext{&session, &actions}};
};

TEST_F(HeatMapPredictionPanelTest, shows_what_the_model_says_and_follows_the_cursor) {
  make_films();
  choose_model();
  go_to("filmed");
  EXPECT_FALSE(panel.modelBox()->isVisible());
  choose(HeatMapSource::prediction);
  EXPECT_TRUE(panel.modelBox()->isVisible());
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  const auto first_values = panel.picture()->volume.values;
  EXPECT_EQ(panel.picture()->volume.grid.size[0], 16);
  EXPECT_TRUE(panel.statusText().contains("m.safetensors")) << qPrintable(panel.statusText());
  ASSERT_NE(panel.readings(), nullptr);
  EXPECT_TRUE(std::isfinite(panel.readings()->mean_refined_error_mm()));
  session.cursor()->setFrame(33);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.frame, 33);
  EXPECT_NE(panel.picture()->volume.values, first_values);
  choose(HeatMapSource::prediction_difference);
  EXPECT_EQ(panel.view()->style().colours, ColourMap::coolwarm);
  EXPECT_LT(std::ranges::min(panel.picture()->volume.values), -0.2F) << "the target's peaks";
  choose(HeatMapSource::target);
  EXPECT_EQ(panel.picture()->volume.grid.size[0], 64);
}

TEST_F(HeatMapPredictionPanelTest, a_sequence_without_a_film_says_so_and_the_next_one_is_shown) {
  make_films();
  choose_model();
  go_to("alone");
  choose(HeatMapSource::prediction);
  EXPECT_EQ(panel.picture(), nullptr);
  EXPECT_TRUE(panel.statusText().contains("no video")) << qPrintable(panel.statusText());
  go_to("filmed");
  EXPECT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
}

TEST_F(HeatMapPredictionPanelTest, the_demo_model_looks_until_there_is_a_run) {
  make_films();
  go_to("filmed");
  choose(HeatMapSource::prediction);
  EXPECT_EQ(panel.modelBox()->modelName(), "Demo model");
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  const auto first = trained("first");
  EXPECT_EQ(panel.modelBox()->modelName(), "first");
  EXPECT_EQ(panel.modelBox()->model()->file, first / "best.safetensors");
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  trained("second");
  EXPECT_EQ(panel.modelBox()->modelName(), "first") << "what one looks with does not change by itself";
}

TEST_F(HeatMapPredictionPanelTest, the_demo_model_stays_when_it_was_chosen) {
  make_films();
  go_to("filmed");
  choose(HeatMapSource::prediction);
  ASSERT_EQ(panel.modelBox()->modelName(), "Demo model");
  Q_EMIT panel.modelBox()->activated(panel.modelBox()->currentIndex());  // taken from the list, as it was
  trained("first");
  EXPECT_EQ(panel.modelBox()->modelName(), "Demo model");
}

TEST_F(HeatMapPredictionPanelTest, a_runs_model_brings_the_clip_that_it_was_trained_over) {
  make_films();
  TrainingOptions options = TrainingOptions::preset("base");
  options.name = "over clip";
  options.clip_weights = scratch / "clip.pt";
  options.network.clip.activation = ClipActivation::quick_gelu;
  const auto run = create_run(scratch / "project", options);
  write_random_model(run / "best.safetensors");
  panel.modelBox()->addFile(QString::fromStdString((run / "best.safetensors").string()));
  EXPECT_EQ(panel.modelBox()->model()->clip_weights, options.clip_weights);
  panel.modelBox()->list(scratch / "project");
  ASSERT_TRUE(wait_for([this] { return !panel.modelBox()->busy(); }));
  EXPECT_EQ(panel.modelBox()->modelName(), "over clip");
  EXPECT_EQ(panel.modelBox()->model()->clip_weights, options.clip_weights);
}

TEST_F(HeatMapPredictionPanelTest, scrubbing_waits_for_no_picture) {
  make_films();
  choose_model();
  go_to("filmed");
  choose(HeatMapSource::prediction);
  QElapsedTimer clock;
  qint64 asking_ns = 0, making_ns = 0;
  for (qint64 frame = 1; frame <= 20; ++frame) {
    clock.start();
    session.cursor()->setFrame(frame);
    asking_ns += clock.nsecsElapsed();
    ASSERT_TRUE(panel.picture());
    EXPECT_NE(panel.picture()->query.frame, frame) << "it is made on another thread";
    ASSERT_TRUE(wait_for([&] { return panel.picture() && panel.picture()->query.frame == frame; }));
    making_ns += clock.nsecsElapsed();
  }
  EXPECT_LT(asking_ns, making_ns / 4);
}

TEST_F(HeatMapPredictionPanelTest, greyed_fields_say_what_is_shown_and_give_back_what_was_chosen) {
  make_films();
  choose_model();
  go_to("filmed");
  const auto field = [&](const QString& label) -> QWidget* {
    for (QLabel* each : panel.optionsPage()->findChildren<QLabel*>())
      if (each->text() == label) return each->buddy();
    return nullptr;
  };
  const auto size = [&] { return qobject_cast<QSpinBox*>(field("Voxels a side"))->value(); };
  const auto number = [&](const char* label) { return qobject_cast<QDoubleSpinBox*>(field(label))->value(); };
  const auto frame = [&] { return qobject_cast<QComboBox*>(field("Frame"))->currentText(); };
  qobject_cast<QDoubleSpinBox*>(field("Sigma"))->setValue(60);
  QComboBox* rule = nullptr;
  for (QComboBox* box : panel.findChildren<QComboBox*>())
    if (box->itemText(1) == "Equation 7 as written") rule = box;
  ASSERT_NE(rule, nullptr);
  rule->setCurrentIndex(1);
  ASSERT_TRUE(drawn());
  choose(HeatMapSource::prediction);
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  const HeatMapRequest& shown = panel.picture()->query.choice.request;
  EXPECT_EQ(size(), 16);
  EXPECT_NEAR(number("Extent"), shown.extent_mm, 0.5);
  EXPECT_NEAR(number("Sigma"), shown.mixture.sigma_mm, 0.5);
  EXPECT_NE(shown.mixture.sigma_mm, 60);
  EXPECT_NEAR(number("Spacing c"), shown.mixture.spacing_mm, 0.5);
  EXPECT_EQ(frame(), "Camera");
  EXPECT_EQ(rule->currentIndex(), static_cast<int>(shown.mixture.rule));
  EXPECT_EQ(panel.viewState()["sigma_mm"], 60) << "what was chosen is kept";
  EXPECT_EQ(panel.viewState()["rule"], 1);
  choose(HeatMapSource::target);
  EXPECT_EQ(size(), 64);
  EXPECT_EQ(number("Sigma"), 60);
  EXPECT_EQ(frame(), "Dataset");
  EXPECT_EQ(rule->currentIndex(), 1);
  EXPECT_EQ(panel.picture()->query.choice.request.mixture.sigma_mm, 60);
}

/// Writes what a person would look at to the folder in HEAT_MAP_PICTURES.
TEST_F(HeatMapPredictionPanelTest, is_drawn_in_both_themes) {
  make_films();
  choose_model();
  go_to("filmed");
  const QString target = qEnvironmentVariable("HEAT_MAP_PICTURES");
  panel.showPage(panel.readingsPage());
  int at = 0;
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    ++at;
    for (const HeatMapSource source : {HeatMapSource::prediction, HeatMapSource::prediction_difference}) {
      choose(source);
      ASSERT_TRUE(panel.view()->hasVolume());
      QTest::qWait(50);
      if (!target.isEmpty())
        panel.grab().save(
            QStringLiteral("%1/prediction-%2-%3.png").arg(target).arg(static_cast<int>(source)).arg(at));
    }
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose::testing
