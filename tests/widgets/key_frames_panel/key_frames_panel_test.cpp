#include "widgets/key_frames_panel/key_frames_panel.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include "core/project/project.h"
#include "core/project/repair_makers.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/key_frames_panel/cluster_plot.h"
#include "widgets/key_frames_panel/key_frame_options_bar.h"
#include "widgets/key_frames_panel/tilt_plot.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

class KeyFramesPanelTest : public SessionTest {
 protected:
  KeyFramesPanelTest() {
    panel.resize(620, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }

  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }

  void show_project(bool aligned = true) {
    open(aligned);
    ASSERT_TRUE(drawn());
    ASSERT_NE(panel.analysis(), nullptr);
  }

  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().replace(QChar(QChar::Nbsp), ' ').contains(text)) return true;
    return false;
  }

  QPushButton* button(const QString& text) const {
    for (QPushButton* button : panel.findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == text) return button;
    return nullptr;
  }

  qint64 program_choice() const { return panel.analysis()->choice.key_frame; }
  QAction* action(const char* id) const { return actions.action(id); }

  QWidget host;
  ActionRegistry actions{&host};
  TimelineLanes lanes;
  KeyFramesPanel panel{PanelContext{&session, &actions, nullptr, &lanes}};
};

TEST_F(KeyFramesPanelTest, without_a_project_it_says_what_to_do) {
  EXPECT_TRUE(says("Open a project"));
  EXPECT_FALSE(panel.clusterPlot()->isVisible());
  for (const char* id : {"align.pick-key-frame", "align.release-key-frame", "align.go-to-key-frame"})
    EXPECT_FALSE(action(id)->isEnabled()) << id;
}

TEST_F(KeyFramesPanelTest, an_empty_project_offers_the_import) {
  bool asked = false;
  actions.add({.id = "file.import",
               .text = [] { return QString("&Import…"); },
               .menu = [] { return QString("&File"); },
               .shortcut = {},
               .icon = {},
               .run = [&](bool) { asked = true; }});
  session.createProject(folder("new"));
  ASSERT_TRUE(settle());
  ASSERT_NE(button("Import…"), nullptr);
  QTest::mouseClick(button("Import…"), Qt::LeftButton);
  EXPECT_TRUE(asked);
}

TEST_F(KeyFramesPanelTest, shows_the_choice_of_the_cursors_sequence) {
  show_project();
  const SequenceAlignment* aligned = session.catalog()->alignment->of(first().id);
  EXPECT_EQ(program_choice(), aligned->key_frame) << "the panel and the alignment choose alike";
  EXPECT_EQ(panel.analysis()->choice.cluster_sizes, aligned->cluster_sizes);
  EXPECT_TRUE(says(QString("Key frame %1").arg(aligned->key_frame)));
  EXPECT_TRUE(says("chosen by the program"));
  EXPECT_TRUE(says("upright"));
  EXPECT_TRUE(says("residual"));
  EXPECT_TRUE(says(QString("Cluster 1: %1").arg(aligned->cluster_sizes[0])));
  EXPECT_EQ(lanes.clusters(first().id), panel.analysis()->labels_per_frame());
}

TEST_F(KeyFramesPanelTest, follows_the_cursor_to_another_sequence) {
  show_project();
  const SequenceRecord& other = session.catalog()->sequences[2];
  session.cursor()->setSequence(other.id, other.frames);
  EXPECT_EQ(panel.analysis(), nullptr) << "nothing of the old sequence stays";
  EXPECT_TRUE(lanes.clusters(other.id).empty());
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.analysis()->sequence, other.id);
  EXPECT_EQ(lanes.clusters(other.id).size(), static_cast<std::size_t>(other.frames));
}

TEST_F(KeyFramesPanelTest, clusters_stay_on_the_timeline_while_a_repair_is_looked_at) {
  show_project();
  const SequenceId sequence = first().id;
  int changes = 0;
  bool emptied = false;
  QObject::connect(&lanes, &TimelineLanes::clustersChanged, &panel, [&] {
    ++changes;
    emptied = emptied || lanes.clusters(sequence).empty();
  });
  session.repair(
      {{.method = RepairMethod::swap_sides, .sequence = sequence, .frames = {3, 5}, .reviewer = "Zoe"}});
  ASSERT_TRUE(wait_for([&] { return !first().repairs.empty() && changes > 0; }));
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(emptied);
  EXPECT_EQ(lanes.clusters(sequence), panel.analysis()->labels_per_frame());
}

TEST_F(KeyFramesPanelTest, a_click_on_a_point_moves_the_cursor_to_its_frame) {
  show_project();
  ClusterPlot* plot = panel.clusterPlot();
  // The point that stands most alone, so that no other is nearer to the click.
  std::size_t lonely = 0;
  double widest = 0;
  const std::size_t count = panel.analysis()->features.frames.size();
  for (std::size_t a = 0; a < count; ++a) {
    double nearest = 1e9;
    for (std::size_t b = 0; b < count; ++b)
      if (a != b) nearest = std::min(nearest, QLineF(plot->pixelOf(a), plot->pixelOf(b)).length());
    if (nearest > widest) widest = nearest, lonely = a;
  }
  ASSERT_GT(widest, 3);
  QTest::mouseClick(plot, Qt::LeftButton, Qt::NoModifier, plot->pixelOf(lonely).toPoint());
  EXPECT_EQ(session.cursor()->frame(), panel.analysis()->features.frames[lonely]);
}

TEST_F(KeyFramesPanelTest, a_click_on_the_tilt_curve_moves_the_cursor_in_time) {
  show_project();
  TiltPlot* plot = panel.tiltPlot();
  QTest::mouseClick(plot, Qt::LeftButton, Qt::NoModifier, plot->pixelOf(100).toPoint());
  EXPECT_NEAR(static_cast<double>(session.cursor()->frame()),
              static_cast<double>(panel.analysis()->features.frames[100]), 1);
}

TEST_F(KeyFramesPanelTest, dragging_a_plot_does_not_move_the_cursor) {
  show_project();
  ClusterPlot* plot = panel.clusterPlot();
  const QPoint from = plot->pixelOf(50).toPoint();
  QTest::mousePress(plot, Qt::LeftButton, Qt::NoModifier, from);
  QTest::mouseMove(plot, from + QPoint(40, 30));
  QTest::mouseRelease(plot, Qt::LeftButton, Qt::NoModifier, from + QPoint(40, 30));
  EXPECT_EQ(session.cursor()->frame(), 0);
}

TEST_F(KeyFramesPanelTest, another_frame_can_be_picked_released_undone_and_redone) {
  show_project();
  const qint64 other = program_choice() + 3;
  session.cursor()->setFrame(other);
  ASSERT_TRUE(action("align.pick-key-frame")->isEnabled());
  EXPECT_FALSE(action("align.release-key-frame")->isEnabled());
  action("align.pick-key-frame")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says(QString("Key frame %1").arg(other)));
  EXPECT_TRUE(says("chosen by you"));
  EXPECT_EQ(session.catalog()->alignment->of(first().id)->key_frame, other);
  EXPECT_FALSE(action("align.pick-key-frame")->isEnabled()) << "it is the key frame already";
  EXPECT_TRUE(action("align.release-key-frame")->isEnabled());

  session.undoStack()->undo();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("chosen by the program"));
  session.undoStack()->redo();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("chosen by you"));
  QTest::mouseClick(button("Let the program choose"), Qt::LeftButton);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("chosen by the program"));
  EXPECT_EQ(session.catalog()->alignment->of(first().id)->key_frame, program_choice());
}

TEST_F(KeyFramesPanelTest, goes_to_the_key_frame) {
  show_project();
  session.cursor()->setFrame(program_choice() + 1);
  action("align.go-to-key-frame")->trigger();
  EXPECT_EQ(session.cursor()->frame(), program_choice());
  EXPECT_FALSE(action("align.go-to-key-frame")->isEnabled());
}

TEST_F(KeyFramesPanelTest, edited_options_are_shown_at_once_and_realign_shortly_after) {
  show_project();
  auto* clusters = panel.optionsBar()->findChild<QSpinBox*>();
  clusters->setValue(4);
  clusters->setValue(5);
  EXPECT_FALSE(panel.isSettled()) << "the analysis does not wait for the alignment";
  EXPECT_TRUE(session.isIdle());
  ASSERT_TRUE(wait_for([&] { return panel.analysis()->choice.cluster_sizes.size() == 5; }));
  ASSERT_TRUE(wait_for([&] { return session.alignOptions().key_frame.clusters == 5; }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(session.undoStack()->count(), 1) << "both steps are one edit";
  session.undoStack()->undo();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(clusters->value(), 3);
  EXPECT_EQ(panel.analysis()->choice.cluster_sizes.size(), 3U);
}

TEST_F(KeyFramesPanelTest, tolerance_and_mode_reach_the_alignment) {
  show_project();
  panel.optionsBar()->findChild<QDoubleSpinBox*>()->setValue(4.5);
  panel.optionsBar()->findChild<QComboBox*>()->setCurrentIndex(1);
  ASSERT_TRUE(wait_for([&] { return session.alignOptions().mode == KeyFrameMode::per_take; }));
  EXPECT_EQ(session.alignOptions().key_frame.tolerance_deg, 4.5);
}

TEST_F(KeyFramesPanelTest, a_project_that_is_not_aligned_offers_to) {
  show_project(false);
  EXPECT_TRUE(says("not aligned yet"));
  ASSERT_NE(button("Align now"), nullptr);
  QTest::mouseClick(button("Align now"), Qt::LeftButton);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(session.catalog()->alignment);
  EXPECT_EQ(button("Align now"), nullptr);
  EXPECT_TRUE(says("residual"));
}

TEST_F(KeyFramesPanelTest, a_sequence_without_usable_frames_says_what_is_missing) {
  std::vector<float> poses = leaning_poses(30, 1);
  for (std::size_t frame = 0; frame < 30; ++frame)
    poses[(frame * joint_count + index_of(Joint::pelvis)) * 3] = std::numeric_limits<float>::quiet_NaN();
  {
    NpzWriter writer(scratch / "torsoless.npz");
    writer.add<float>("poses", poses, {30, joint_count, 3});
    writer.finish();
    Project project = Project::create(scratch / "torsoless");
    import_files(project, table_import("torsoless", {scratch / "torsoless.npz"}), {});
  }
  session.openProject(folder("torsoless"));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(says("No usable frame"));
  EXPECT_FALSE(panel.clusterPlot()->isVisible());
}

TEST_F(KeyFramesPanelTest, playing_through_ten_thousand_frames_paints_nothing_but_the_marks) {
  make_project(scratch / "long", true, 10'000);
  session.openProject(folder("long"));
  ASSERT_TRUE(drawn());
  QTest::qWait(100);
  const KeyFrameAnalysisPtr analysis = panel.analysis();
  QSignalSpy points(panel.clusterPlot(), &QCustomPlot::beforeReplot);
  QSignalSpy curve(panel.tiltPlot(), &QCustomPlot::beforeReplot);
  for (qint64 frame = 1; frame <= 100; ++frame) {
    session.cursor()->setFrame(frame * 50);
    QCoreApplication::processEvents();
  }
  EXPECT_EQ(points.count(), 0) << "ten thousand points at each step";
  EXPECT_EQ(curve.count(), 0);
  EXPECT_EQ(panel.analysis(), analysis);
  panel.clusterPlot()->replot();
  EXPECT_EQ(points.count(), 1) << "else the counts above tell nothing";
}

}  // namespace
}  // namespace solopose::testing
