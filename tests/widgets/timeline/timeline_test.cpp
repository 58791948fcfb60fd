#include "widgets/timeline/timeline.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "tests/widgets/dataset_tree/sample_project.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/session/pose_cache.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/go_to_frame.h"
#include "widgets/timeline/missing_frames.h"
#include "widgets/timeline/timeline_lanes.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose {
namespace {

using testing::OpenSample;
using testing::wait_until_idle;

constexpr const char* walk = "Dance/S1/walk_1/a";            // 150 frames at 50 a second
constexpr const char* clip = "Studio/unknown/clip_0/world";  // 90 frames, rate unknown

class TimelineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(sample.ready());
    sample.moveTo(walk);
    window.setCentralWidget(timeline.get());
    window.resize(1000, 160);
    ASSERT_TRUE(testing::show_active(window));
  }

  qint64 frame() { return sample.cursor()->frame(); }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window, key, modifiers); }
  QPoint over(qint64 at) { return {static_cast<int>(timeline->ruler()->xOf(at)), 10}; }
  void turnWheel(const QPoint& at, int steps, Qt::KeyboardModifiers modifiers = {}) {
    const QPointF place(at);
    QWheelEvent event(place, timeline->ruler()->mapToGlobal(place), {}, QPoint(0, 120 * steps), Qt::NoButton,
                      modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(timeline->ruler(), &event);
  }

  OpenSample sample;
  QMainWindow window;
  ActionRegistry actions{&window};
  Playback playback{sample.cursor()};
  TimelineLanes lanes;
  std::unique_ptr<Timeline> timeline =
      std::make_unique<Timeline>(PanelContext{sample.session(), &actions, &playback, &lanes});
};

TEST_F(TimelineTest, steps_frames_with_the_keys) {
  press(Qt::Key_Right);
  press(Qt::Key_Right);
  EXPECT_EQ(frame(), 2);
  press(Qt::Key_Left);
  EXPECT_EQ(frame(), 1);
  press(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(frame(), 11);
  press(Qt::Key_Left, Qt::ShiftModifier);
  press(Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_EQ(frame(), 0);
  press(Qt::Key_End);
  EXPECT_EQ(frame(), 149);
  press(Qt::Key_Home);
  EXPECT_EQ(frame(), 0);
}

TEST_F(TimelineTest, plays_by_the_clock_on_the_wall) {
  QElapsedTimer elapsed;
  elapsed.start();
  qint64 told = 0;  // the time that the newest frame was chosen by
  playback.setClock([&] { return told = elapsed.elapsed(); });
  press(Qt::Key_Space);
  const qint64 begin = told;
  EXPECT_TRUE(playback.playing());
  EXPECT_EQ(actions.action("playback.toggle")->text(), "Pause");
  ASSERT_TRUE(testing::wait_for([&] { return frame() > 25; }));
  press(Qt::Key_Space);
  const double seconds = static_cast<double>(told - begin) / 1000;
  EXPECT_EQ(frame(), static_cast<qint64>(std::floor(seconds * 50)) % 150) << "round and round";
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(actions.action("playback.toggle")->text(), "Play");
}

TEST_F(TimelineTest, loops_at_the_end) {
  sample.cursor()->setFrame(140);
  press(Qt::Key_Space);
  EXPECT_TRUE(testing::wait_for([&] { return frame() < 140; }));
  EXPECT_TRUE(playback.playing());
  press(Qt::Key_R);
  EXPECT_FALSE(playback.loop());
  sample.cursor()->setFrame(145);
  EXPECT_TRUE(testing::wait_for([&] { return !playback.playing(); }));
  EXPECT_EQ(frame(), 149);
}

TEST_F(TimelineTest, shuttles_with_j_k_l) {
  sample.cursor()->setFrame(75);
  press(Qt::Key_L);
  press(Qt::Key_L);
  EXPECT_DOUBLE_EQ(playback.speed(), 2);
  EXPECT_EQ(timeline->speedChoice()->currentData().toDouble(), 2) << "the choice shows it";
  press(Qt::Key_J);
  EXPECT_TRUE(playback.backwards());
  press(Qt::Key_K);
  EXPECT_FALSE(playback.playing());
}

TEST_F(TimelineTest, goes_to_a_frame_and_clamps_it) {
  const auto go_to = [&](const QString& text) {
    press(Qt::Key_G, Qt::ControlModifier);
    ASSERT_TRUE(timeline->goToFrame()->isVisible());
    timeline->goToFrame()->field()->selectAll();
    QTest::keyClicks(timeline->goToFrame()->field(), text);
    QTest::keyClick(timeline->goToFrame()->field(), Qt::Key_Return);
    EXPECT_FALSE(timeline->goToFrame()->isVisible());
  };
  go_to("42");
  EXPECT_EQ(frame(), 42);
  go_to("99999");
  EXPECT_EQ(frame(), 149);
  go_to("999999999999999");
  EXPECT_EQ(frame(), 149);
  go_to("-7");  // no sign can be typed
  EXPECT_EQ(frame(), 7);
}

TEST_F(TimelineTest, follows_clicks_and_drags_on_the_ruler) {
  QTest::mousePress(timeline->ruler(), Qt::LeftButton, {}, over(30));
  EXPECT_EQ(frame(), 30);
  QTest::mouseMove(timeline->ruler(), over(80));
  QTest::qWait(20);
  EXPECT_EQ(frame(), 80);
  QTest::mouseRelease(timeline->ruler(), Qt::LeftButton, {}, over(80));
  QTest::mouseMove(timeline->ruler(), over(10));
  QTest::qWait(20);
  EXPECT_EQ(frame(), 80);
}

TEST_F(TimelineTest, zooms_with_the_wheel_and_scrolls_with_shift) {
  const TimeAxis& axis = timeline->ruler()->axis();
  turnWheel(over(75), 6);
  EXPECT_TRUE(axis.zoomed());
  EXPECT_EQ(axis.frameAt(over(75).x() - (timeline->ruler()->xOf(0) - axis.centreOf(0))), 75);
  const double first = axis.firstShown();
  turnWheel(over(75), -1, Qt::ShiftModifier);
  EXPECT_GT(axis.firstShown(), first);
  sample.cursor()->setFrame(149);
  EXPECT_LE(timeline->ruler()->xOf(149), timeline->ruler()->width()) << "the playhead stays in sight";
  turnWheel(over(149), -30);
  EXPECT_FALSE(axis.zoomed());
}

TEST_F(TimelineTest, drops_cluster_labels_when_the_cursor_leaves_their_sequence) {
  lanes.setClusters(sample.cursor()->sequence(), std::vector<std::int8_t>(150, 1));
  EXPECT_EQ(timeline->ruler()->clusters().size(), 150U);
  sample.cursor()->setFrame(3);
  EXPECT_EQ(timeline->ruler()->clusters().size(), 150U);
  sample.moveTo(clip);
  EXPECT_TRUE(timeline->ruler()->clusters().empty());
}

TEST_F(TimelineTest, keeps_labels_that_come_with_the_move) {
  QObject::connect(sample.cursor(), &Cursor::frameChanged, timeline.get(), [] {});
  sample.moveTo(clip);
  lanes.setClusters(sample.cursor()->sequence(), std::vector<std::int8_t>(90, 0));
  Q_EMIT sample.session()->catalogChanged();
  EXPECT_EQ(timeline->ruler()->clusters().size(), 90U);
}

TEST_F(TimelineTest, marks_the_key_frame_and_follows_a_choice_by_hand) {
  const SequenceRecord* record = sample.named(walk);
  EXPECT_EQ(timeline->ruler()->keyFrame(), sample.session()->catalog()->alignment->of(record->id)->key_frame);
  sample.session()->setKeyFrame(record->id, 33);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(timeline->ruler()->keyFrame(), 33);
  EXPECT_TRUE(timeline->ruler()->describe(33).contains("by hand"));
}

TEST_F(TimelineTest, tells_which_frames_miss_joints) {
  ASSERT_TRUE(testing::wait_for([&] { return timeline->ruler()->describe(12).contains("missing"); }));
  EXPECT_TRUE(timeline->ruler()->describe(10).contains("1 joint"));
  EXPECT_FALSE(timeline->ruler()->describe(9).contains("missing"));
  EXPECT_FALSE(timeline->ruler()->describe(15).contains("missing"));
}

TEST_F(TimelineTest, says_when_the_rate_is_assumed) {
  EXPECT_TRUE(timeline->readOut().contains("50 frames/s")) << timeline->readOut().toStdString();
  EXPECT_FALSE(timeline->readOut().contains("assumed"));
  sample.moveTo(clip, 30);
  EXPECT_TRUE(timeline->readOut().contains("30 frames/s (assumed)")) << timeline->readOut().toStdString();
  EXPECT_TRUE(timeline->readOut().contains("0:01.00 / 0:03.00")) << timeline->readOut().toStdString();
}

TEST_F(TimelineTest, stops_and_switches_its_actions_off_without_a_project) {
  press(Qt::Key_Space);
  sample.session()->closeProject();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_FALSE(playback.playing());
  EXPECT_FALSE(actions.action("playback.toggle")->isEnabled());
  EXPECT_EQ(timeline->ruler()->keyFrame(), -1);
}

TEST_F(TimelineTest, counts_missing_joints_per_frame) {
  MissingFrames missing(sample.session());
  ASSERT_TRUE(testing::wait_for([&] { return !missing.counts().empty(); }));
  EXPECT_EQ(missing.counts().size(), 150U);
  EXPECT_EQ(missing.framesWithMissing(), 5);
  EXPECT_EQ(missing.counts()[14], 1);
}

TEST_F(TimelineTest, speaks_the_language_that_is_switched_to) {
  const testing::OtherLanguage language;
  EXPECT_TRUE(timeline->readOut().contains("50 frames/s»")) << timeline->readOut().toStdString();
  EXPECT_TRUE(timeline->ruler()->describe(3).startsWith(QString("«Frame 3»")));
  EXPECT_EQ(timeline->speedChoice()->count(), 6);
}

TEST_F(TimelineTest, looks_right_in_both_themes) {
  std::vector<std::int8_t> labels(150);
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::int8_t>((i / 20) % 3);
  lanes.setClusters(sample.cursor()->sequence(), labels);
  sample.session()->setKeyFrame(sample.named(walk)->id, 110);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  sample.cursor()->setFrame(47);
  ASSERT_TRUE(testing::wait_for([&] { return timeline->ruler()->describe(12).contains("missing"); }));
  for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    QTest::qWait(50);
    const QString name = mode == Theme::Mode::light ? "timeline-light" : "timeline-dark";
    testing::picture(window, name);
    turnWheel(over(47), 9);
    QTest::qWait(20);
    testing::picture(window, name + "-zoomed");
    turnWheel(over(47), -20);
  }
  const QImage shot = timeline->ruler()->grab().toImage();
  const QColor cluster = Theme::instance().cluster(labels[100]);
  bool strip = false;
  for (int y = 0; y < shot.height(); ++y) strip = strip || shot.pixelColor(over(100).x(), y) == cluster;
  EXPECT_TRUE(strip) << "the cluster's colour stands under its frame";
}

}  // namespace
}  // namespace solopose
