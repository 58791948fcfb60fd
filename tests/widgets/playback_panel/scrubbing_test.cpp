#include <cstdlib>
#include <random>

#include <QAction>
#include <QSignalSpy>

#include "core/video/video_reader.h"
#include "tests/support/filmed_project.h"
#include "tests/widgets/playback_panel/number_shown.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

constexpr int frames = 300;
constexpr qint64 spacing = 13;  // of thumbnails: half a second
constexpr int width = 320;
constexpr int height = 192;

class ScrubbingTest : public SessionTest {
 protected:
  ScrubbingTest() {
    panel.resize(1000, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  bool drawn() {
    return settle() && QTest::qWaitFor([this] { return panel.isSettled(); }, 20'000);
  }
  /// One take, its film with a single key frame at the start.
  void show_project() {
    const auto film = scratch / "front.mp4";
    write_test_video(film, {.frames = frames, .width = width, .height = height});
    make_filmed_project(scratch / "project", {filmed_sequence("filmed", frames, test_fps, {film})});
    session.openProject(folder());
    ASSERT_TRUE(settle());
    for (const SequenceRecord& record : session.catalog()->sequences)
      session.cursor()->setSequence(record.id, record.frames);
    ASSERT_TRUE(drawn());
    ASSERT_NE(view(), nullptr);
    ASSERT_TRUE(QTest::qWaitFor([this] { return panel.stage()->prepared(); }, 60'000));
  }
  qint64 off() const { return std::abs(view()->number() - session.cursor()->frame()); }
  VideoView* view() const { return panel.stage()->mainView(); }
  /// The number that the picture on the screen carries.
  int coded_number() const { return number_shown_by(view(), {width, height}); }

  QWidget host;
  ActionRegistry actions{&host};
  Playback playback{session.cursor()};
  TimelineLanes lanes;
  PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline{context};
  PlaybackPanel panel{context};
};

TEST_F(ScrubbingTest, something_near_is_shown_before_any_event_is_handled_and_the_exact_frame_follows) {
  show_project();
  actions.action("video.show-truth")->setChecked(false);
  const QSize size = view()->pictureSize();
  for (const qint64 frame : {283, 9, 205, 101, 250}) {
    session.cursor()->setFrame(frame);
    EXPECT_LT(off(), spacing) << frame;
    EXPECT_EQ(coded_number(), view()->number());
    EXPECT_EQ(view()->pictureSize(), size);
    ASSERT_TRUE(drawn());
    EXPECT_FALSE(view()->isPreview());
    EXPECT_EQ(view()->number(), frame);
    EXPECT_EQ(coded_number(), frame);
  }
}

TEST_F(ScrubbingTest, skeletons_are_the_cursors_own_while_the_picture_is_a_preview) {
  show_project();
  const auto places = [this] {
    std::vector<double> numbers;
    for (const Stroke& stroke : view()->strokes())
      numbers.insert(numbers.end(), {stroke.from.x(), stroke.from.y(), stroke.to.x(), stroke.to.y()});
    return numbers;
  };
  const std::vector<double> before = places();
  session.cursor()->setFrame(251);
  ASSERT_TRUE(view()->isPreview());
  const std::vector<double> at_once = places();
  EXPECT_NE(at_once, before);
  panel.stage()->refreshOverlays();
  EXPECT_EQ(places(), at_once);
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(view()->isPreview());
  EXPECT_EQ(places(), at_once);
}

TEST_F(ScrubbingTest, the_picture_only_ever_comes_nearer) {
  show_project();
  std::mt19937 random(5);
  for (int i = 0; i < 60; ++i) {
    const qint64 before = view()->number();
    session.cursor()->setFrame(static_cast<qint64>(random() % frames));
    qint64 nearest = std::min(off(), std::abs(before - session.cursor()->frame()));
    EXPECT_LE(off(), nearest);
    // Now and then the cursor goes on before the frame is there.
    for (int turn = 0; turn < i % 7; ++turn) {
      QTest::qWait(1);
      ASSERT_LE(off(), nearest);
      nearest = off();
    }
  }
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), session.cursor()->frame());
}

TEST_F(ScrubbingTest, a_preview_that_stays_says_that_it_is_one) {
  show_project();
  EXPECT_FALSE(view()->previewMark());
  std::filesystem::remove(scratch / "front.mp4");
  session.cursor()->setFrame(270);
  EXPECT_TRUE(view()->isPreview());
  EXPECT_TRUE(QTest::qWaitFor([this] { return view()->previewMark(); }));
  EXPECT_LT(off(), spacing);
  EXPECT_TRUE(view()->message().contains("front.mp4"));
}

TEST_F(ScrubbingTest, stepping_shows_whole_frames_only) {
  show_project();
  session.cursor()->setFrame(150);
  ASSERT_TRUE(drawn());
  for (int i = 0; i < 30; ++i) {
    playback.step(i < 10 ? 1 : -1);
    EXPECT_EQ(view()->pictureSize(), QSize(width, height));
    EXPECT_LE(off(), 1) << "a thumbnail would be farther off than the frame before";
    ASSERT_TRUE(drawn());
  }
}

TEST_F(ScrubbingTest, a_video_of_variable_rate_plays_by_its_own_time_stamps) {
  show_project();
  const auto film = scratch / "phone.mkv";
  write_test_video(film, {.container = "matroska", .frames = 90, .gop = 40, .variable_rate = true});
  const VideoReader reader(film);
  panel.openVideo(QString::fromStdString(film.string()));
  ASSERT_TRUE(QTest::qWaitFor([this] { return session.cursor()->onLooseVideo(); }));
  ASSERT_TRUE(drawn());
  qint64 now_ms = 0;
  playback.setClock([&now_ms] { return now_ms; });
  playback.setLoop(false);
  playback.play(1);
  for (int ms : {5, 9, 11, 50, 99, 101, 134, 136, 1000, 1003, 1111, 2600, 3999}) {
    now_ms = ms;
    playback.advance();
    EXPECT_EQ(session.cursor()->frame(), reader.frame_at(ms / 1000.0)) << ms << " ms";
  }
  playback.pause();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), reader.frame_at(3.999));
}

TEST_F(ScrubbingTest, a_track_finds_its_frames_in_a_video_of_variable_rate_by_time) {
  const auto film = scratch / "phone.mkv";
  write_test_video(film, {.container = "matroska", .frames = 90, .gop = 40, .variable_rate = true});
  const VideoReader reader(film);
  constexpr double track_rate = 100;
  make_filmed_project(scratch / "project", {filmed_sequence("filmed", 380, track_rate, {film})});
  session.openProject(folder());
  ASSERT_TRUE(settle());
  session.cursor()->setSequence(session.catalog()->sequences.front().id, 380);
  ASSERT_TRUE(drawn());
  const FrameMap map = panel.data()->mainMap();
  for (qint64 frame = 0; frame < 380; ++frame)
    ASSERT_EQ(map.video_frame(frame), reader.frame_at(static_cast<double>(frame) / track_rate)) << frame;
  for (qint64 frame = 0; frame < 90; ++frame) {
    EXPECT_EQ(map.video_frame(map.track_frame(frame)), frame);
    EXPECT_LT(map.video_frame(map.track_frame(frame) - 1), std::max<qint64>(frame, 1));
  }
  EXPECT_TRUE(map.reaches(300));
  EXPECT_FALSE(map.reaches(450));
  session.cursor()->setFrame(237);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), reader.frame_at(2.37));
}

/// Writes what a person would look at while scrubbing to the folder in PLAYBACK_PICTURES.
TEST_F(ScrubbingTest, a_preview_is_drawn_in_both_themes) {
  show_project();
  const QString target = qEnvironmentVariable("PLAYBACK_PICTURES");
  std::filesystem::remove(scratch / "front.mp4");
  session.cursor()->setFrame(270);
  ASSERT_TRUE(QTest::qWaitFor([this] { return view()->previewMark(); }));
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    QTest::qWait(50);
    EXPECT_TRUE(view()->previewMark());
    if (!target.isEmpty()) panel.grab().save(QStringLiteral("%1/preview-%2.png").arg(target).arg(int(mode)));
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose::testing
