#include "widgets/playback_panel/playback_panel.h"

#include <cmath>
#include <fstream>

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>

#include "core/augmotion/alignment.h"
#include "core/models/shipped_models.h"
#include "core/project/placement.h"
#include "core/project/project.h"
#include "core/runs/run_folder.h"
#include "core/skeleton/pose_rows.h"
#include "core/video/video_reader.h"
#include "render/skeleton/skeleton_view.h"
#include "render/video/video_view.h"
#include "tests/support/filmed_project.h"
#include "tests/support/known_frames.h"
#include "tests/support/straight_reliability.h"
#include "tests/support/waiting.h"
#include "tests/widgets/playback_panel/number_shown.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/error_bars.h"
#include "widgets/playback_panel/film_dialog.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/shared/form_splitter.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose::testing {
namespace {

constexpr int frames = 90;

class PlaybackPanelTest : public SessionTest {
 protected:
  PlaybackPanelTest() {
    panel.resize(1000, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }

  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  /// A take filmed by two cameras, one filmed by none, and one whose film is missing.
  void show_project(bool coded = true, bool aligned = false) {
    write_film(scratch / "front.mp4", frames, 30, coded);
    write_film(scratch / "side.mp4", frames, 30, coded);
    filmed = filmed_sequence("filmed", frames, 30, {scratch / "front.mp4", scratch / "side.mp4"});
    make_filmed_project(scratch / "project", {filmed, filmed_sequence("alone", frames, 30, {}),
                                              filmed_sequence("lost", frames, 30, {scratch / "gone.mp4"})});
    if (aligned) {
      Project project = Project::open(scratch / "project");
      align(project, {}, {});
    }
    session.openProject(folder());
    ASSERT_TRUE(settle());
    go_to("filmed");
    ASSERT_TRUE(drawn());
    ASSERT_NE(view(), nullptr);
  }
  void go_to(const std::string& take) {
    for (const SequenceRecord& record : session.catalog()->sequences)
      if (record.take == take) session.cursor()->setSequence(record.id, record.frames);
  }
  void keep_prediction(const std::string& fingerprint, float error_mm) {
    const Prediction prediction = shifted_prediction(filmed, 0, fingerprint, error_mm);
    const auto file = prediction_file(scratch / "project", fingerprint, prediction.video);
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, prediction);
  }
  /// What a universal model would say that knows the truth: along the universal axes, relative to the pelvis.
  Prediction true_universal_prediction() {
    const RigidTransform universal =
        placement_of(*session.catalog(), session.cursor()->sequence())->universal_from_dataset;
    Prediction told = shifted_prediction(filmed, 0, "eeee", 0);
    told.model.target.frame = TargetFrame::universal;
    told.pixels.clear();
    for (std::int64_t frame = 0; frame < frames; ++frame)
      told.crops[static_cast<std::size_t>(frame)] =
          crop_of_pose(told.camera, pose_at(told.poses_mm, frame), told.model.target.extent_mm).value();
    for (std::size_t i = 0; i < told.poses_mm.size(); i += 3) {
      const float* joint = filmed.positions_mm.data() + i;
      const float* pelvis = filmed.positions_mm.data() + i / pose_floats * pose_floats;
      const Eigen::Vector3d from_pelvis(joint[0] - pelvis[0], joint[1] - pelvis[1], joint[2] - pelvis[2]);
      const Eigen::Vector3d turned = universal.scale * (universal.rotation * from_pelvis);
      for (int axis = 0; axis < 3; ++axis)
        told.poses_mm[i + static_cast<std::size_t>(axis)] = static_cast<float>(turned[axis]);
    }
    return told;
  }
  /// Where the camera of the first film sees a true joint, on the screen.
  QPoint true_place(std::int64_t frame, int joint) const {
    const Camera camera = camera_for_size(filmed.cameras[0], film_width, film_height);
    const Eigen::Vector3d world = joint_at(filmed.positions_mm, frame, static_cast<Joint>(joint));
    const Eigen::Vector2d pixel = project_to_pixel(camera, camera_from_world(camera, world));
    return view()->fromPicture({pixel.x(), pixel.y()}).toPoint();
  }
  void reload_predictions() {
    panel.data()->predictions()->reload();
    ASSERT_TRUE(drawn());
  }
  VideoView* view() const { return panel.stage()->mainView(); }
  QAction* action(const char* id) const { return actions.action(id); }
  /// The number that the frame on the screen carries.
  int coded_number() const { return number_shown_by(view(), {film_width, film_height}); }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }

  QWidget host;
  ActionRegistry actions{&host};
  Playback playback{session.cursor()};
  TimelineLanes lanes;
  PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline{context};
  PlaybackPanel panel{context};
  Sequence filmed;
};

TEST_F(PlaybackPanelTest, without_a_project_it_says_what_to_do) {
  EXPECT_TRUE(says("Open a project"));
  EXPECT_FALSE(action("video.export-film")->isEnabled());
  EXPECT_TRUE(action("video.open")->isEnabled());
}

TEST_F(PlaybackPanelTest, shows_no_picture_where_a_folder_lacks_one) {
  std::filesystem::create_directory(scratch / "pictures");
  for (const int number : {0, 1, 2, 3, 5, 6, 7})
    write_bitmap(scratch / "pictures" / ("img_" + std::to_string(number) + ".bmp"), number, film_width,
                 film_height);
  filmed = filmed_sequence("filmed", 8, 30, {scratch / "pictures" / "img_%d.bmp"});
  make_filmed_project(scratch / "project", {filmed});
  session.openProject(folder());
  ASSERT_TRUE(drawn());
  action("video.show-truth")->setChecked(false);
  for (const qint64 frame : {3, 4, 3, 5, 4, 7}) {
    session.cursor()->setFrame(frame);
    ASSERT_TRUE(drawn());
    ASSERT_EQ(view()->hasPicture(), frame != 4) << frame;
    EXPECT_EQ(view()->message().startsWith(QStringLiteral("No picture")), frame == 4) << frame;
    if (frame != 4) {
      EXPECT_EQ(coded_number(), frame);
    }
  }
}

TEST_F(PlaybackPanelTest, shows_videos_with_a_percent_sign_and_wide_pixels_with_the_skeleton_on_the_person) {
  const auto film = scratch / "50%d cam1.mp4";
  write_test_video(film, {.frames = 8, .width = film_width, .height = film_height, .pixel_aspect = {4, 3}});
  filmed = filmed_sequence("filmed", 8, test_fps, {film});
  filmed.cameras[0].width = film_width;  // calibrated on pictures as they are stored
  filmed.cameras[0].height = film_height;
  make_filmed_project(scratch / "project", {filmed});
  session.openProject(folder());
  ASSERT_TRUE(drawn());
  ASSERT_NE(view(), nullptr);
  EXPECT_EQ(view()->pictureSize(), QSize(427, film_height));
  const PlaybackView& shown = *panel.data()->mainView();
  const ViewGeometry geometry = panel.data()->geometryOf(shown);
  ASSERT_TRUE(geometry.camera());
  const std::vector<float> pose(filmed.positions_mm.begin(), filmed.positions_mm.begin() + 45);
  const std::vector<float> pixels = geometry.pixels(geometry.in_view_frame(pose));
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d world(pose[3 * joint], pose[3 * joint + 1], pose[3 * joint + 2]);
    const Eigen::Vector2d stored =
        project_to_pixel(filmed.cameras[0], camera_from_world(filmed.cameras[0], world));
    EXPECT_NEAR(pixels[2 * joint], (stored.x() + 0.5) * 427 / film_width - 0.5, 0.01);
    EXPECT_NEAR(pixels[2 * joint + 1], stored.y(), 0.01);
  }
}

TEST_F(PlaybackPanelTest, shows_exactly_the_cursors_frame) {
  show_project();
  action("video.show-truth")->setChecked(false);
  for (const qint64 frame : {0, 1, 2, 50, 49, 48, 89, 3}) {
    session.cursor()->setFrame(frame);
    ASSERT_TRUE(drawn());
    EXPECT_EQ(view()->number(), frame);
    EXPECT_EQ(coded_number(), frame);
  }
  action("playback.step-forward")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), 4);
  action("playback.end")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), frames - 1);
  action("playback.step-back")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), frames - 2);
}

TEST_F(PlaybackPanelTest, a_video_of_another_rate_goes_by_time) {
  write_film(scratch / "fast.mp4", 2 * frames, 60);
  filmed = filmed_sequence("filmed", frames, 30, {scratch / "fast.mp4"});
  make_filmed_project(scratch / "project", {filmed});
  session.openProject(folder());
  ASSERT_TRUE(drawn());
  session.cursor()->setFrame(17);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 34);
}

TEST_F(PlaybackPanelTest, plays_by_the_clock_and_the_picture_keeps_up) {
  show_project();
  playback.setLoop(true);
  QElapsedTimer clock;
  clock.start();
  qint64 told = 0;  // the time that the newest frame was chosen by
  playback.setClock([&] { return told = clock.elapsed(); });
  playback.play(1);
  const qint64 begin = told;
  int pictures = 0;
  QObject::connect(panel.stage(), &VideoStage::shown, [&] { ++pictures; });
  ASSERT_TRUE(wait_for([&] { return pictures > 10; })) << "it shows pictures while it plays";
  EXPECT_TRUE(playback.playing());
  playback.pause();
  const double seconds = static_cast<double>(told - begin) / 1000;
  EXPECT_EQ(session.cursor()->frame(), static_cast<qint64>(std::floor(seconds * 30)) % frames);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), session.cursor()->frame());
}

TEST_F(PlaybackPanelTest, the_keys_shuttle_and_mark_a_range) {
  show_project();
  session.cursor()->setFrame(20);
  action("playback.mark-in")->trigger();
  session.cursor()->setFrame(30);
  action("playback.mark-out")->trigger();
  EXPECT_EQ(playback.firstFrame(), 20);
  EXPECT_EQ(playback.lastFrame(), 30);
  action("playback.shuttle-forward")->trigger();
  action("playback.shuttle-forward")->trigger();
  EXPECT_EQ(playback.speed(), 2);
  for (int i = 0; i < 30; ++i) {
    QTest::qWait(20);
    EXPECT_GE(session.cursor()->frame(), 20);
    EXPECT_LE(session.cursor()->frame(), 30);
  }
  action("playback.shuttle-back")->trigger();
  EXPECT_TRUE(playback.backwards());
  action("playback.shuttle-stop")->trigger();
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackPanelTest, the_true_skeleton_lies_where_the_camera_says) {
  show_project(false);
  // The 3D view stands upright in the frame of that camera, whose y points down.
  EXPECT_LT(panel.view3d()->camera().up.y(), -0.9);
  session.cursor()->setFrame(12);
  ASSERT_TRUE(drawn());
  const QImage with = view()->grab().toImage();
  action("video.show-truth")->setChecked(false);
  ASSERT_TRUE(drawn());
  const QImage without = view()->grab().toImage();
  int seen = 0;
  for (int joint = 0; joint < joint_count; ++joint) {
    const QPoint place = true_place(12, joint);
    if (!without.rect().contains(place)) continue;
    ++seen;
    EXPECT_EQ(without.pixelColor(place).red(), without.pixelColor(place).blue()) << joint;
    EXPECT_NE(with.pixelColor(place), without.pixelColor(place)) << joint;
  }
  EXPECT_EQ(seen, joint_count);
}

TEST_F(PlaybackPanelTest, all_views_of_the_take_stand_in_a_grid) {
  show_project();
  ASSERT_TRUE(action("video.grid")->isEnabled());
  action("video.grid")->trigger();
  session.cursor()->setFrame(33);
  ASSERT_TRUE(drawn());
  const auto views = panel.stage()->viewsShown();
  ASSERT_EQ(views.size(), 2);
  for (VideoView* each : views) {
    EXPECT_EQ(each->number(), 33);
    EXPECT_FALSE(each->strokes().empty());
  }
  EXPECT_NE(views[0]->strokes()[0].from, views[1]->strokes()[0].from);
  QTest::mouseDClick(views[1], Qt::LeftButton);
  ASSERT_TRUE(wait_for([this] { return panel.stage()->viewsShown().size() == 1; }));
  EXPECT_EQ(view()->caption(), "side");
  EXPECT_FALSE(action("video.grid")->isChecked());
}

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

TEST_F(PlaybackPanelTest, a_loose_video_plays_without_calibration_and_leads_back) {
  show_project();
  session.cursor()->setFrame(7);
  write_film(scratch / "holiday.mp4", 40, 25);
  panel.openVideo(folder("holiday.mp4"));
  ASSERT_TRUE(wait_for([this] { return session.cursor()->onLooseVideo(); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(session.cursor()->frameCount(), 40);
  EXPECT_DOUBLE_EQ(playback.framesPerSecond(), 25);
  session.cursor()->setFrame(31);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), 31);
  EXPECT_TRUE(panel.statusText().contains(QStringLiteral("camera not known").replace(' ', QChar::Nbsp)));
  action("video.close")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(session.cursor()->onLooseVideo());
  EXPECT_EQ(session.cursor()->frame(), 7);
}

/// As a file has them whose y axis points up.
Sequence with_y_up(Sequence sequence) {
  for (std::size_t i = 0; i < sequence.positions_mm.size(); i += 3) {
    Eigen::Map<Eigen::Vector3f> point(sequence.positions_mm.data() + i);
    point = Eigen::Vector3f(point.x(), point.z(), -point.y());
  }
  sequence.up = Eigen::Vector3d::UnitY();
  return sequence;
}

TEST_F(PlaybackPanelTest,
       a_body_whose_up_axis_nothing_tells_stands_upright_and_the_view_says_that_it_is_guessed) {
  Sequence untold = with_y_up(filmed_sequence("untold", frames, 30, {}));
  untold.up.reset();
  make_filmed_project(scratch / "project", {untold, with_y_up(filmed_sequence("told", frames, 30, {}))});
  session.openProject(folder());
  ASSERT_TRUE(settle());
  go_to("untold");
  ASSERT_TRUE(drawn());
  EXPECT_GT(panel.view3d()->camera().up.y(), 0.9);
  EXPECT_TRUE(says("guessed from how the body stands"));
  go_to("told");
  ASSERT_TRUE(drawn());
  EXPECT_GT(panel.view3d()->camera().up.y(), 0.9);
  EXPECT_FALSE(says("guessed from how the body stands"));
}

TEST_F(PlaybackPanelTest, without_a_video_the_truth_stays_in_3d_and_the_panel_offers_to_open_one) {
  show_project();
  go_to("alone");
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("This sequence has no video"));
  EXPECT_EQ(panel.view3d()->scene().skeletons.size(), 1);
  EXPECT_FALSE(action("video.export-film")->isEnabled());
  go_to("lost");
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("gone.mp4"));
}

TEST_F(PlaybackPanelTest, what_is_no_video_is_a_message_and_the_window_goes_on) {
  show_project();
  std::ofstream(scratch / "words.mp4") << "no film at all";
  panel.openVideo(folder("words.mp4"));
  ASSERT_TRUE(wait_for([this] { return failures.count() > 0; }));
  EXPECT_TRUE(failure().contains("words.mp4"));
  write_sound(scratch / "sound.mkv");
  panel.openVideo(folder("sound.mkv"));
  ASSERT_TRUE(wait_for([this] { return failures.count() > 1; }));
  EXPECT_TRUE(failure().contains("sound.mkv"));
  EXPECT_FALSE(session.cursor()->onLooseVideo());
  session.cursor()->setFrame(21);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 21);
}

TEST_F(PlaybackPanelTest, a_file_deleted_while_it_plays_is_a_message_and_the_window_goes_on) {
  show_project();
  playback.play(1);
  QTest::qWait(100);
  std::filesystem::remove(scratch / "front.mp4");
  ASSERT_TRUE(wait_for([this] { return view()->message().contains("front.mp4"); }));
  QTest::qWait(200);
  playback.pause();
  go_to("alone");
  ASSERT_TRUE(drawn());
  go_to("filmed");
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.data()->views().size(), 1);
  EXPECT_EQ(view()->caption(), "side");
}

TEST_F(PlaybackPanelTest, a_video_shorter_than_its_track_says_so) {
  write_film(scratch / "short.mp4", 30, 30);
  make_filmed_project(scratch / "project", {filmed_sequence("filmed", frames, 30, {scratch / "short.mp4"})});
  session.openProject(folder());
  ASSERT_TRUE(drawn());
  session.cursor()->setFrame(60);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 29);
  EXPECT_TRUE(view()->message().contains("ended"));
  session.cursor()->setFrame(10);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(view()->message().isEmpty());
}

TEST_F(PlaybackPanelTest, a_film_has_exactly_the_frames_asked_for) {
  show_project();
  action("video.show-truth")->setChecked(false);
  session.cursor()->setFrame(10);
  playback.markIn();
  session.cursor()->setFrame(24);
  playback.markOut();
  action("video.export-film")->trigger();
  auto* dialog = panel.findChild<FilmDialog*>("film");
  ASSERT_NE(dialog, nullptr);
  dialog->setFile(folder("out.mp4"));
  dialog->accept();
  ASSERT_TRUE(settle());
  ASSERT_EQ(session.jobs()->jobs().last()->outcome(), JobOutcome::finished)
      << qPrintable(session.jobs()->jobs().last()->error());
  VideoReader film(scratch / "out.mp4");
  ASSERT_EQ(film.frames(), 15);
  EXPECT_NEAR(film.fps(), 30, 0.01);
  for (int i = 0; i < 15; ++i) EXPECT_EQ(number_in(film.frame(i)), 10 + i);
}

TEST_F(PlaybackPanelTest, the_person_is_where_the_truth_is_unless_somebody_says_otherwise) {
  show_project();
  PredictPage* page = panel.predictPage();
  const auto source = [page] { return static_cast<PersonSource>(page->personChoice()->currentIndex()); };
  EXPECT_EQ(source(), PersonSource::truth);
  panel.openVideo(folder("front.mp4"));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(source(), PersonSource::detector);
  action("video.close")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(source(), PersonSource::truth);
  page->personChoice()->setCurrentIndex(static_cast<int>(PersonSource::detector));
  session.cursor()->setFrame(5);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(source(), PersonSource::detector);
  page->setDrawn(Crop{{100, 80}, 60});
  EXPECT_EQ(source(), PersonSource::drawn);
  page->setDrawn({});
  EXPECT_EQ(source(), PersonSource::truth);
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

TEST_F(PlaybackPanelTest, fills_the_screen_and_comes_back) {
  show_project();
  action("video.full-screen")->trigger();
  ASSERT_TRUE(wait_for([this] { return panel.stage()->window() != panel.window(); }));
  QTest::keyClick(panel.stage()->window(), Qt::Key_Escape);
  ASSERT_TRUE(wait_for([this] { return panel.stage()->window() == panel.window(); }));
  session.cursor()->setFrame(5);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 5);
}

TEST_F(PlaybackPanelTest, a_hidden_panel_decodes_nothing) {
  show_project();
  panel.hide();
  EXPECT_EQ(view(), nullptr);
  session.cursor()->setFrame(40);
  panel.show();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 40);
}

TEST_F(PlaybackPanelTest, every_action_has_a_shortcut_of_its_own_and_a_name) {
  for (QAction* each : actions.all()) {
    EXPECT_FALSE(each->shortcut().isEmpty()) << qPrintable(actions.id(each));
    EXPECT_FALSE(each->text().isEmpty());
    EXPECT_FALSE(actions.place(each).isEmpty());
  }
}

TEST_F(PlaybackPanelTest, the_view_state_comes_back) {
  show_project();
  action("video.grid")->trigger();
  action("video.confidence")->trigger();
  const QJsonObject state = panel.viewState();
  action("video.grid")->trigger();
  action("video.confidence")->trigger();
  panel.setViewState(state);
  EXPECT_TRUE(action("video.grid")->isChecked());
  EXPECT_FALSE(action("video.confidence")->isChecked());
  panel.setViewState({{"grid", 7}, {"splitter", "nonsense"}});
  EXPECT_TRUE(action("video.grid")->isChecked());
}

/// Writes what a person would look at to the folder in PLAYBACK_PICTURES.
TEST_F(PlaybackPanelTest, is_drawn_in_both_themes) {
  show_project(false);
  keep_prediction("aaaa1111", 50);
  keep_prediction("bbbb2222", 120);
  reload_predictions();
  const QString target = qEnvironmentVariable("PLAYBACK_PICTURES");
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    ASSERT_TRUE(drawn());
    EXPECT_FALSE(view()->grab().isNull());
    if (!target.isEmpty()) panel.grab().save(QStringLiteral("%1/playback-%2.png").arg(target).arg(int(mode)));
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose::testing
