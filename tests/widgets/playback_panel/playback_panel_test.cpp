#include "tests/widgets/playback_panel/playback_panel_fixture.h"

#include <fstream>

#include <QElapsedTimer>

#include "core/video/video_reader.h"
#include "render/skeleton/skeleton_view.h"
#include "widgets/playback_panel/film_dialog.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

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
  ASSERT_TRUE(wait_for([&] { return !session.jobs()->jobs().isEmpty(); }));
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
