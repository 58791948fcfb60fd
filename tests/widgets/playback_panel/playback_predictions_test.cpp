#include "tests/widgets/playback_panel/playback_panel_fixture.h"

#include <cmath>
#include <fstream>

#include "core/models/shipped_models.h"
#include "core/runs/run_folder.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/support/known_frames.h"
#include "tests/support/straight_reliability.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/form_splitter.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose::testing {
namespace {

TEST_F(PlaybackPanelTest, predictions_are_drawn_measured_and_switched) {
  show_project(false);
  keep_prediction("aaaa1111", 50);
  keep_prediction("bbbb2222", 120);
  const std::size_t truth_only = view()->strokes().size();
  reload_predictions();
  EXPECT_GT(view()->strokes().size(), 2 * truth_only);
  EXPECT_EQ(panel.view3d()->scene().skeletons.size(), 3);
  // 14 of 15 joints are off; every tenth frame lacks its head.
  const PoseMetricsPtr metrics = panel.data()->metrics();
  ASSERT_NE(metrics->of("aaaa1111"), nullptr);
  EXPECT_NEAR(metrics->of("aaaa1111")->mpjpe_mm, 50.0 * 14 / 15, 0.1);
  EXPECT_NEAR(metrics->of("bbbb2222")->mpjpe_at(5), 120.0 * 14 / 15, 0.1);
  EXPECT_NEAR(metrics->of("bbbb2222")->joint_error_at(5, index_of(Joint::neck)), 120, 0.1);
  EXPECT_TRUE(panel.skeletonsPage()->lineOf("aaaa1111").contains("47 mm"))
      << qPrintable(panel.skeletonsPage()->lineOf("aaaa1111"));
  EXPECT_EQ(panel.skeletonsPage()->bars()->series().size(), 2);
  panel.data()->predictions()->setShown("bbbb2222", false);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.view3d()->scene().skeletons.size(), 2);
  EXPECT_EQ(panel.skeletonsPage()->bars()->series().size(), 1);
  const std::size_t with_one = view()->strokes().size();
  action("video.show-predictions")->trigger();
  EXPECT_EQ(view()->strokes().size(), truth_only);
  EXPECT_LT(truth_only, with_one);
}

TEST_F(PlaybackPanelTest, a_universal_prediction_is_drawn_where_the_camera_sees_it) {
  show_project(false, true);
  action("video.show-truth")->setChecked(false);
  panel.data()->predictions()->inbox()->post(std::make_shared<Prediction>(true_universal_prediction()));
  ASSERT_TRUE(wait_for([&] { return !panel.data()->predictions()->models().empty(); }));
  session.cursor()->setFrame(12);
  ASSERT_TRUE(drawn());
  const QImage with = view()->grab().toImage();
  action("video.show-predictions")->setChecked(false);
  ASSERT_TRUE(drawn());
  const QImage without = view()->grab().toImage();
  for (int joint = 0; joint < joint_count; ++joint) {
    const QPoint place = true_place(12, joint);
    ASSERT_TRUE(without.rect().contains(place)) << joint;
    EXPECT_NE(with.pixelColor(place), without.pixelColor(place)) << joint;
  }
  EXPECT_EQ(with.pixelColor(5, 5), without.pixelColor(5, 5)) << "and nowhere else";
  EXPECT_NEAR(panel.data()->metrics()->of("eeee")->mpjpe_mm, 0, 0.1);
}

TEST_F(PlaybackPanelTest, without_an_alignment_a_universal_prediction_is_nowhere_in_the_picture) {
  show_project(false);
  Prediction told = shifted_prediction(filmed, 0, "eeee", 0);
  told.model.target.frame = TargetFrame::universal;
  told.pixels.clear();
  action("video.show-truth")->setChecked(false);
  panel.data()->predictions()->inbox()->post(std::make_shared<Prediction>(told));
  ASSERT_TRUE(wait_for([&] { return !panel.data()->predictions()->models().empty(); }));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(view()->strokes().empty());
}

TEST_F(PlaybackPanelTest, the_timeline_carries_what_was_measured) {
  show_project(false);
  keep_prediction("aaaa1111", 50);
  reload_predictions();
  const auto& plots = timeline.ruler()->plots();
  ASSERT_EQ(plots.size(), 4);
  EXPECT_EQ(plots[0].name, "Error");
  ASSERT_EQ(plots[0].curves.size(), 1);
  EXPECT_EQ(plots[0].curves[0].values->size(), frames);
  EXPECT_EQ(plots[1].curves.size(), 2) << "speed of truth and model";
  EXPECT_TRUE(timeline.ruler()->describe(4).contains("Error 47 mm"))
      << qPrintable(timeline.ruler()->describe(4));
  action("video.plots")->trigger();
  EXPECT_TRUE(timeline.ruler()->plots().empty());
  action("video.plots")->trigger();
  EXPECT_FALSE(timeline.ruler()->plots().empty());
  panel.hide();
  EXPECT_TRUE(timeline.ruler()->plots().empty());
}

TEST_F(PlaybackPanelTest,
       where_a_shown_model_has_no_pose_the_lane_of_what_is_missing_and_the_3d_view_say_so) {
  show_project(false);
  const auto said = [this] {
    const auto* label = panel.findChild<ElidedLabel*>("missing-here");
    return label->isVisible() ? label->fullText() : QString();
  };
  auto partial = std::make_shared<Prediction>(shifted_prediction(filmed, 0, "cccc", 30));
  for (std::size_t i = 20 * joint_count * 3; i < partial->poses_mm.size(); ++i)
    partial->poses_mm[i] = std::numeric_limits<float>::quiet_NaN();
  panel.data()->predictions()->inbox()->post(partial);
  ASSERT_TRUE(wait_for([&] { return !panel.data()->predictions()->models().empty(); }));
  ASSERT_TRUE(drawn());
  session.cursor()->setFrame(25);
  ASSERT_TRUE(drawn());
  const QString words = panel.data()->predictions()->models().front().name + ": no pose";
  EXPECT_TRUE(said().contains(words)) << qPrintable(said());
  EXPECT_TRUE(timeline.ruler()->describe(25).contains(words)) << qPrintable(timeline.ruler()->describe(25));
  EXPECT_FALSE(timeline.ruler()->describe(19).contains(words));
  session.cursor()->setFrame(19);
  EXPECT_FALSE(said().contains(words)) << qPrintable(said());
  panel.data()->predictions()->setShown("cccc", false);
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(timeline.ruler()->describe(25).contains(words));
}

TEST_F(PlaybackPanelTest, joints_that_a_frame_lacks_are_named_under_the_3d_view) {
  show_project(false);
  const auto* label = panel.findChild<ElidedLabel*>("missing-here");
  const std::vector<float>& truth = panel.data()->metrics()->truth_mm;
  const auto lacks_head = [&](std::int64_t frame) {
    return std::isnan(pose_at(truth, frame)[3 * index_of(Joint::head)]);
  };
  std::int64_t frame = 1;
  while (frame < frames && !(lacks_head(frame) && !lacks_head(frame + 1))) ++frame;
  ASSERT_LT(frame, frames) << "some lack it";
  session.cursor()->setFrame(frame);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(label->isVisible());
  EXPECT_EQ(label->fullText(), "Missing in this frame: Head");
  session.cursor()->setFrame(frame + 1);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(label->fullText(), "");
  EXPECT_TRUE(label->isVisible()) << "the view keeps its height";
}

TEST_F(PlaybackPanelTest, what_error_to_expect_stands_in_place_of_the_confidence) {
  show_project(false);
  auto knowing = std::make_shared<Prediction>(shifted_prediction(filmed, 0, "dddd", 30));
  knowing->confidences.assign(knowing->confidences.size(), 0.75F);
  knowing->model.reliability = straight_reliability();
  panel.data()->predictions()->inbox()->post(knowing);
  ASSERT_TRUE(wait_for([&] { return !panel.data()->predictions()->models().empty(); }));
  ASSERT_TRUE(drawn());
  QStringList names;
  for (const TimelinePlot& plot : timeline.ruler()->plots()) names << plot.name;
  EXPECT_TRUE(names.contains("Expected error"));
  EXPECT_FALSE(names.contains("Confidence"));
  EXPECT_TRUE(timeline.ruler()->describe(4).contains("Expected error 42 mm"))
      << qPrintable(timeline.ruler()->describe(4));
}

TEST_F(PlaybackPanelTest, a_prediction_in_the_making_is_shown_as_it_grows) {
  show_project(false);
  auto partial = std::make_shared<Prediction>(shifted_prediction(filmed, 0, "cccc", 30));
  for (std::size_t i = 20 * joint_count * 3; i < partial->poses_mm.size(); ++i)
    partial->poses_mm[i] = std::numeric_limits<float>::quiet_NaN();
  panel.data()->predictions()->inbox()->post(partial);
  ASSERT_TRUE(wait_for([&] { return !panel.data()->predictions()->models().empty(); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(known_frames(*panel.data()->metrics()->of("cccc")), 20);
  panel.data()->predictions()->inbox()->post(
      std::make_shared<Prediction>(shifted_prediction(filmed, 0, "cccc", 30)));
  ASSERT_TRUE(wait_for([&] {
    const PoseMetricsPtr metrics = panel.data()->metrics();
    return metrics && metrics->of("cccc") != nullptr && known_frames(*metrics->of("cccc")) == frames;
  }));
}

TEST_F(PlaybackPanelTest, a_prediction_is_kept_with_the_project_unless_that_is_read_only) {
  show_project();
  PredictPage* page = panel.predictPage();
  page->addModelFile(folder("some.safetensors"));
  ASSERT_TRUE(page->order());
  EXPECT_EQ(page->order()->project_folder, scratch / "project");
  EXPECT_FALSE(page->noteText().contains("read only"));
  session.closeProject();
  ASSERT_TRUE(settle());
  std::filesystem::rename(scratch / "project" / "poses", scratch / "poses");
  std::filesystem::create_directory_symlink(scratch / "poses", scratch / "project" / "poses");
  session.openProject(folder());
  ASSERT_TRUE(settle());
  go_to("filmed");
  ASSERT_TRUE(drawn());
  ASSERT_TRUE(page->order());
  EXPECT_TRUE(page->order()->project_folder.empty());
  EXPECT_TRUE(page->noteText().contains("read only"));
}

TEST_F(PlaybackPanelTest, a_runs_model_looks_through_the_clip_that_it_was_trained_over) {
  show_project();
  TrainingOptions options = TrainingOptions::preset("base");
  options.name = "over clip";
  options.clip_weights = scratch / "clip.pt";
  options.network.clip.activation = ClipActivation::quick_gelu;
  const std::filesystem::path model = create_run(scratch / "project", options) / "best.safetensors";
  std::ofstream(model) << "a model";
  PredictPage* page = panel.predictPage();
  panel.openFile(HandedFile::model, QString::fromStdString(model.string()));
  ASSERT_TRUE(drawn());
  ASSERT_TRUE(page->order());
  EXPECT_EQ(page->order()->options.model, model);
  EXPECT_EQ(page->order()->options.clip_weights, options.clip_weights);
  page->refreshModels();
  ASSERT_TRUE(drawn());
  page->modelChoice()->setCurrentIndex(page->modelChoice()->findText("over clip"));
  ASSERT_TRUE(page->order());
  EXPECT_EQ(page->order()->options.clip_weights, options.clip_weights);
}

TEST_F(PlaybackPanelTest, the_form_of_a_prediction_is_whole_in_a_low_window_until_somebody_moves_the_handle) {
  panel.resize(735, 380);
  show_project();
  go_to("filmed");
  PredictPage* page = panel.predictPage();
  panel.showPage(page);
  ASSERT_TRUE(drawn());
  for (QWidget* part :
       {static_cast<QWidget*>(page->rangeChoice()), static_cast<QWidget*>(page->startButton())})
    EXPECT_EQ(part->visibleRegion().boundingRect().size(), part->size());
  auto* side = panel.findChild<FormSplitter*>();
  EXPECT_GE(side->sizes().front(), 100) << "the 3D view";
  QWidget* handle = side->handle(1);
  QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
  QTest::mouseMove(handle, handle->rect().center() + QPoint(0, 30));
  QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center() + QPoint(0, 30));
  const QList<int> sizes = side->sizes();
  panel.resize(736, 380);
  EXPECT_EQ(side->sizes(), sizes);
}

TEST_F(PlaybackPanelTest, a_model_whose_blazepose_is_not_here_names_a_command_that_there_is) {
  const QByteArray before = qgetenv("SOLOPOSE_BLAZEPOSE");
  qputenv("SOLOPOSE_BLAZEPOSE", folder("no-blazepose").toUtf8());
  show_project();
  PredictPage* page = panel.predictPage();
  panel.showPage(page);
  ASSERT_TRUE(drawn());
  page->modelChoice()->setCurrentIndex(page->modelChoice()->findText("Video model"));
  const QString note = page->noteText();
  EXPECT_TRUE(note.contains(QString::fromStdString(blazepose_fetcher().value().string())))
      << qPrintable(note);
  EXPECT_TRUE(note.contains("into " + folder("no-blazepose"))) << qPrintable(note);
  EXPECT_FALSE(note.contains("./studio")) << qPrintable(note);
  page->modelChoice()->setCurrentIndex(page->modelChoice()->findText("Demo model"));
  EXPECT_FALSE(page->noteText().contains("BlazePose"));
  qputenv("SOLOPOSE_BLAZEPOSE", before);
}

TEST_F(PlaybackPanelTest, a_runs_model_is_listed_once_by_its_run_and_not_by_its_file) {
  show_project();
  TrainingOptions options = TrainingOptions::preset("tiny");
  options.name = "of drawn people";
  const std::filesystem::path model = create_run(scratch / "project", options) / "best.safetensors";
  std::ofstream(model) << "a model";
  PredictPage* page = panel.predictPage();
  page->refreshModels();
  ASSERT_TRUE(drawn());
  const int listed = page->modelChoice()->count();
  page->modelChoice()->setCurrentIndex(listed - 1);
  page->addModelFile(QString::fromStdString(model.string()));
  EXPECT_EQ(page->modelChoice()->count(), listed);
  EXPECT_EQ(page->modelChoice()->currentText(), "of drawn people");
  EXPECT_EQ(page->modelChoice()->currentData(Qt::ToolTipRole).toString().toStdString(), model.string());
  page->addModelFile("/elsewhere/another run/best.safetensors");
  page->refreshModels();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(page->modelChoice()->count(), listed + 1);
  EXPECT_EQ(page->modelChoice()->currentText(), "another run");
}

TEST_F(PlaybackPanelTest, somebodys_own_video_is_predicted_by_the_model_for_real_video_unless_they_choose) {
  show_project();
  TrainingOptions options = TrainingOptions::preset("tiny");
  options.name = "of drawn people";
  std::ofstream(create_run(scratch / "project", options) / "best.safetensors") << "a model";
  PredictPage* page = panel.predictPage();
  page->refreshModels();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(page->modelChoice()->currentText(), "of drawn people");
  write_film(scratch / "holiday.mp4", 30, 30);
  panel.openVideo(folder("holiday.mp4"));
  ASSERT_TRUE(wait_for([this] { return session.cursor()->onLooseVideo(); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(page->modelChoice()->currentText(), "Video model");
  const int demo = page->modelChoice()->findText("Demo model");
  page->modelChoice()->setCurrentIndex(demo);
  Q_EMIT page->modelChoice()->activated(demo);
  go_to("filmed");
  page->refreshModels();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(page->modelChoice()->currentText(), "Demo model");
}

TEST_F(PlaybackPanelTest, the_form_asks_for_what_is_missing) {
  show_project();
  PredictPage* page = panel.predictPage();
  panel.showPage(page);
  ASSERT_TRUE(drawn());
  if (page->modelChoice()->count() == 0) {
    EXPECT_FALSE(page->order());
    EXPECT_FALSE(page->startButton()->isEnabled());
  }
  page->addModelFile(folder("some.safetensors"));
  page->personChoice()->setCurrentIndex(static_cast<int>(PersonSource::drawn));
  EXPECT_FALSE(page->order());
  page->setDrawn(Crop{{100, 80}, 60});
  ASSERT_TRUE(page->order());
  EXPECT_EQ(page->order()->drawn->side_px, 60);
  page->personChoice()->setCurrentIndex(static_cast<int>(PersonSource::truth));
  const auto order = page->order();
  ASSERT_TRUE(order);
  const std::vector<Crop> crops = crops_of(*order, 2600);
  ASSERT_EQ(crops.size(), frames);
  EXPECT_NEAR(crops[0].side_px, 350 * 2600.0 / 4000, 10);  // focal length times extent over distance
  page->startButton()->click();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.jobs()->jobs().last()->outcome(), JobOutcome::failed);
  EXPECT_TRUE(failure().contains("some.safetensors"));
}

}  // namespace
}  // namespace solopose::testing
