#include <cmath>
#include <set>

#include <QAction>
#include <QComboBox>
#include <QToolButton>

#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/playback_panel/playback_window.h"
#include "widgets/playback_panel/error_bars.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/screen_window.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

constexpr int frames = 90;
constexpr std::size_t neck = static_cast<std::size_t>(index_of(Joint::neck));
constexpr std::size_t pelvis = static_cast<std::size_t>(index_of(Joint::pelvis));

using Rgba = std::array<std::uint8_t, 4>;

Rgba opaque(const QColor& colour) {
  return {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
          static_cast<std::uint8_t>(colour.blue()), 255};
}

/// What issue 5 asks of the panel, done by keys and mouse.
class PlaybackByHandTest : public PlaybackWindowTest {
 protected:
  void SetUp() override { open_filmed_project("project", frames); }
  std::set<Rgba> colours_on_the_picture() const {
    std::set<Rgba> colours;
    for (const Stroke& stroke : view()->strokes()) colours.insert(stroke.rgba);
    return colours;
  }
  /// On a plot of the timeline: those are the lowest lanes.
  QPoint on_the_lowest_plot(qint64 frame) const {
    const TimelineRuler* ruler = timeline.ruler();
    return {static_cast<int>(std::lround(ruler->xOf(frame))), ruler->height() - 8};
  }
};

TEST_F(PlaybackByHandTest, j_k_l_shuttle_and_space_plays) {
  session.cursor()->setFrame(45);
  press(Qt::Key_L);
  EXPECT_TRUE(playback.playing());
  EXPECT_EQ(playback.speed(), 1);
  press(Qt::Key_L);
  EXPECT_EQ(playback.speed(), 2);
  ASSERT_TRUE(wait_for([this] { return session.cursor()->frame() > 45; }));
  press(Qt::Key_J);
  EXPECT_TRUE(playback.playing());
  EXPECT_TRUE(playback.backwards());
  const qint64 turned_at = session.cursor()->frame();
  ASSERT_TRUE(wait_for([&] { return session.cursor()->frame() != turned_at; }));
  press(Qt::Key_K);
  EXPECT_FALSE(playback.playing());
  press(Qt::Key_Space);
  EXPECT_TRUE(playback.playing());
  press(Qt::Key_Space);
  EXPECT_FALSE(playback.playing());
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), session.cursor()->frame());
}

TEST_F(PlaybackByHandTest, plays_round_and_round_a_marked_range) {
  action("video.show-truth")->setChecked(false);
  session.cursor()->setFrame(20);
  press(Qt::Key_I);
  session.cursor()->setFrame(26);
  press(Qt::Key_O);
  ASSERT_EQ(playback.firstFrame(), 20);
  ASSERT_EQ(playback.lastFrame(), 26);
  playback.setLoop(true);
  int rounds = 0;
  qint64 before = session.cursor()->frame();
  bool inside = true;
  QObject::connect(session.cursor(), &Cursor::frameChanged, &window, [&](qint64 frame) {
    inside = inside && frame >= 20 && frame <= 26;
    rounds += frame < before;
    before = frame;
  });
  press(Qt::Key_L);
  ASSERT_TRUE(wait_for([&] { return rounds >= 3; }));
  press(Qt::Key_K);
  EXPECT_TRUE(inside);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(coded_number(), session.cursor()->frame());
  press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_FALSE(playback.hasRange());
}

TEST_F(PlaybackByHandTest, a_full_screen_has_the_keys_and_gives_the_video_back) {
  action("video.full-screen")->trigger();
  ASSERT_TRUE(wait_for([this] { return panel.stage()->window() != &window; }));
  QWidget* screen = panel.stage()->window();
  EXPECT_TRUE(screen->isFullScreen());
  ASSERT_TRUE(QTest::qWaitForWindowExposed(screen));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(screen->grab().toImage().pixelColor(1, 1), QColor(Qt::black));
  const QWidget* controls = dynamic_cast<ScreenWindow*>(screen)->controls();
  EXPECT_TRUE(controls->isVisible());
  ASSERT_TRUE(QTest::qWaitFor([&] { return !controls->isVisible(); }, 4 * ScreenWindow::rest_ms));
  QTest::mouseMove(screen, screen->rect().center());
  QTest::mouseMove(screen, screen->rect().center() + QPoint(5, 5));
  ASSERT_TRUE(wait_for([&] { return controls->isVisible(); }));
  EXPECT_TRUE(screen->rect().contains(controls->geometry()));
  screen->activateWindow();
  QTest::keyClick(screen, Qt::Key_End);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(session.cursor()->frame(), frames - 1);
  EXPECT_EQ(view()->number(), frames - 1);
  QTest::keyClick(screen, Qt::Key_Escape);
  ASSERT_TRUE(wait_for([this] { return panel.stage()->window() == &window; }));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(panel.stage()->isVisible());
  EXPECT_EQ(view()->number(), frames - 1);
}

TEST_F(PlaybackByHandTest, a_click_on_a_plot_jumps_there) {
  keep_prediction("aaaa1111", 50);
  ASSERT_EQ(timeline.ruler()->plots().size(), 4);
  for (const qint64 frame : {61, 7}) {
    QTest::mouseClick(timeline.ruler(), Qt::LeftButton, {}, on_the_lowest_plot(frame));
    EXPECT_EQ(session.cursor()->frame(), frame);
    ASSERT_TRUE(drawn());
    EXPECT_EQ(view()->number(), frame);
  }
}

TEST_F(PlaybackByHandTest, a_square_drawn_on_the_video_is_where_the_person_is) {
  PredictPage* page = panel.predictPage();
  panel.showPage(page);
  ASSERT_TRUE(drawn());
  QToolButton* draw = nullptr;
  for (QToolButton* button : page->findChildren<QToolButton*>())
    if (button->toolTip().contains("Draw a square")) draw = button;
  ASSERT_NE(draw, nullptr);
  draw->click();
  ASSERT_TRUE(view()->asksForSquare());
  // From the person's middle outwards.
  const QPoint from = view()->fromPicture({150, 90}).toPoint();
  const QPoint to = view()->fromPicture({200, 120}).toPoint();
  QTest::mousePress(view(), Qt::LeftButton, {}, from);
  QTest::mouseMove(view(), (from + to) / 2);
  QTest::mouseMove(view(), to);
  QTest::mouseRelease(view(), Qt::LeftButton, {}, to);
  EXPECT_FALSE(view()->asksForSquare());
  EXPECT_EQ(static_cast<PersonSource>(page->personChoice()->currentIndex()), PersonSource::drawn);
  page->addModelFile(folder("some.safetensors"));
  const auto order = page->order();
  ASSERT_TRUE(order);
  ASSERT_TRUE(order->drawn);
  EXPECT_NEAR(order->drawn->centre_px.x(), 150, 2);
  EXPECT_NEAR(order->drawn->centre_px.y(), 90, 2);
  EXPECT_NEAR(order->drawn->side_px, 100, 3);
}

TEST_F(PlaybackByHandTest, predictions_stand_side_by_side_in_their_colours) {
  keep_prediction("aaaa1111", 50);
  keep_prediction("bbbb2222", 120);
  action("video.confidence")->setChecked(false);
  ASSERT_TRUE(drawn());
  const auto& models = panel.data()->predictions()->models();
  ASSERT_EQ(models.size(), 2);
  const QColor first = Theme::instance().prediction(models[0].colour);
  const QColor second = Theme::instance().prediction(models[1].colour);
  ASSERT_NE(first, second);
  EXPECT_TRUE(colours_on_the_picture().contains(opaque(first)));
  EXPECT_TRUE(colours_on_the_picture().contains(opaque(second)));
  const auto& bars = panel.skeletonsPage()->bars()->series();
  ASSERT_EQ(bars.size(), 2);
  EXPECT_EQ(bars[0].colour, first);
  EXPECT_EQ(bars[1].colour, second);
  for (const TimelinePlot& plot : timeline.ruler()->plots())
    EXPECT_EQ(plot.curves.back().colour, second) << qPrintable(plot.name);
  panel.data()->predictions()->setShown(models[0].fingerprint, false);
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(colours_on_the_picture().contains(opaque(first)));
  EXPECT_TRUE(colours_on_the_picture().contains(opaque(second)));
}

TEST_F(PlaybackByHandTest, a_joint_that_a_model_doubts_is_fainter) {
  keep_prediction("aaaa1111", 50);
  const QColor colour = Theme::instance().prediction(panel.data()->predictions()->models()[0].colour);
  // 0.8 everywhere; a joint that nothing speaks for keeps 0.15.
  Rgba faint = opaque(colour);
  faint[3] = static_cast<std::uint8_t>(std::lround(255 * (0.15 + 0.85 * 0.8)));
  action("video.confidence")->setChecked(true);
  EXPECT_TRUE(colours_on_the_picture().contains(faint));
  EXPECT_FALSE(colours_on_the_picture().contains(opaque(colour)));
  action("video.confidence")->setChecked(false);
  EXPECT_TRUE(colours_on_the_picture().contains(opaque(colour)));
  EXPECT_FALSE(colours_on_the_picture().contains(faint));
}

TEST_F(PlaybackByHandTest, bars_show_each_joints_error_at_the_cursor_and_on_average) {
  keep_prediction("aaaa1111", 50);
  panel.showPage(panel.skeletonsPage());
  session.cursor()->setFrame(13);
  ASSERT_TRUE(drawn());
  const ErrorBars* bars = panel.skeletonsPage()->bars();
  ASSERT_EQ(bars->series().size(), 1);
  EXPECT_NEAR(bars->series()[0].now_mm[neck], 50, 0.1);
  EXPECT_NEAR(bars->series()[0].mean_mm[neck], 50, 0.1);
  EXPECT_NEAR(bars->series()[0].now_mm[pelvis], 0, 0.1);
  // They are drawn in the model's colour, the longer the farther off.
  auto* drawn_bars = const_cast<ErrorBars*>(bars);
  drawn_bars->resize(drawn_bars->sizeHint().expandedTo({240, 300}));
  const QImage picture = drawn_bars->grab().toImage();
  int coloured = 0;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x)
      coloured += picture.pixelColor(x, y).rgb() == bars->series()[0].colour.rgb();
  EXPECT_GT(coloured, 14 * 20);
}

TEST_F(PlaybackByHandTest, another_project_takes_the_place_of_the_one_that_is_shown) {
  keep_prediction("aaaa1111", 50);
  open_filmed_project("other", 30);
  EXPECT_EQ(session.cursor()->frameCount(), 30);
  EXPECT_TRUE(panel.data()->predictions()->models().empty());
  session.cursor()->setFrame(29);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->number(), 29);
  Project::create(scratch / "empty");
  session.openProject(folder("empty"));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view(), nullptr);
}

}  // namespace
}  // namespace solopose::testing
