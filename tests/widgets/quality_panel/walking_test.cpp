#include "core/project/catalog.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/reason_text.h"

namespace solopose::testing {
namespace {

TEST_F(QualityPanelTest, a_chosen_finding_moves_the_cursor_and_its_joints_are_marked) {
  openFaulty();
  EXPECT_TRUE(panel->table()->selectionModel()->selectedRows().isEmpty()) << "nobody has chosen any";
  press(Qt::Key_Down);
  press(Qt::Key_Down);
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(session.cursor()->sequence(), chosen().sequence);
  EXPECT_EQ(session.cursor()->frame(), chosen().worst_frame);
  ASSERT_TRUE(found());
  const SkeletonScene& scene = panel->view()->view()->scene();
  ASSERT_EQ(scene.skeletons.size(), chosen().detector == "spike" ? 2U : 1U);
  EXPECT_EQ(scene.skeletons[0].marked, chosen().joints);
  EXPECT_TRUE(panel->view()->words().contains(reason_text(chosen().reason)));
  session.cursor()->setFrame(chosen().last_frame + 1);
  EXPECT_TRUE(panel->view()->view()->scene().skeletons[0].marked.none()) << "another frame is not doubted";
}

TEST_F(QualityPanelTest, space_walks_on_and_shift_space_back) {
  openFaulty();
  bool played = false;
  actions.add({.id = "playback.toggle",
               .text = [] { return QString("Play"); },
               .shortcut = QKeySequence(Qt::Key_Space),
               .run = [&](bool) { played = true; }});
  press(Qt::Key_Space);
  EXPECT_EQ(panel->chosen(), 0);
  press(Qt::Key_Space);
  EXPECT_EQ(panel->chosen(), 1);
  press(Qt::Key_Space, Qt::ShiftModifier);
  EXPECT_EQ(panel->chosen(), 0);
  press(Qt::Key_Space, Qt::ShiftModifier);
  EXPECT_EQ(panel->chosen(), findings().rowCount() - 1) << "round";
  EXPECT_FALSE(played) << "in the list the key is not the window's";
}

TEST_F(QualityPanelTest, brackets_walk_from_everywhere_even_before_anything_was_looked_at) {
  auto* elsewhere = new QWidget(&window);
  elsewhere->setFocusPolicy(Qt::StrongFocus);
  elsewhere->show();
  openFaulty();
  panel->hide();  // as in another workspace
  elsewhere->setFocus();
  press(Qt::Key_BracketRight);
  EXPECT_EQ(panel->chosen(), 0);
  press(Qt::Key_BracketRight);
  press(Qt::Key_BracketLeft);
  EXPECT_EQ(panel->chosen(), 0);
  EXPECT_EQ(QApplication::focusWidget(), elsewhere);
}

TEST_F(QualityPanelTest, where_the_list_is_seen_walking_gives_it_the_keys_so_that_verdicts_act_at_once) {
  auto* elsewhere = new QWidget(&window);
  elsewhere->setFocusPolicy(Qt::StrongFocus);
  elsewhere->show();
  openFaulty();
  for (const Qt::Key walking : {Qt::Key_BracketRight, Qt::Key_BracketLeft}) {
    panel->showSequences(true);
    elsewhere->setFocus();
    press(walking);
    ASSERT_EQ(QApplication::focusWidget(), panel->table());
    const int judged = *panel->chosen();
    press(Qt::Key_R);
    EXPECT_EQ(findings().state(judged), FindingState::rejected);
  }
}

TEST_F(QualityPanelTest, a_slash_leads_to_the_filter_from_wherever_the_list_is_seen) {
  auto* elsewhere = new QWidget(&window);
  elsewhere->setFocusPolicy(Qt::StrongFocus);
  elsewhere->show();
  openFaulty();
  elsewhere->setFocus();
  press(Qt::Key_Slash);
  EXPECT_EQ(QApplication::focusWidget(), panel->filterBar()->words());
  panel->hide();
  elsewhere->setFocus();
  press(Qt::Key_Slash);
  EXPECT_EQ(QApplication::focusWidget(), elsewhere) << "there the key means nothing";
  EXPECT_FALSE(action("quality.find")->isEnabled());
}

TEST_F(QualityPanelTest, escape_leads_from_every_field_of_the_filter_to_a_list) {
  openFaulty();
  press(Qt::Key_Slash);
  QTest::keyClicks(QApplication::focusWidget(), "wrist");
  press(Qt::Key_Escape);
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
  EXPECT_EQ(panel->filterBar()->words()->text(), "wrist");
  panel->filterBar()->stateChoice()->setFocus();
  press(Qt::Key_Escape);
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
  press(Qt::Key_Slash);
  QTest::keyClicks(QApplication::focusWidget(), "no such thing");
  ASSERT_EQ(findings().rowCount(), 0);
  press(Qt::Key_Escape);
  EXPECT_EQ(findings().rowCount(), findings().findingCount()) << "there is no other list to go to";
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
  const int judged = *panel->chosen();
  press(Qt::Key_A);
  EXPECT_EQ(findings().state(judged), FindingState::accepted);
}

TEST_F(QualityPanelTest, the_way_to_the_list_takes_no_keys_from_a_filter_that_finds_nothing_yet) {
  openFaulty();
  press(Qt::Key_Slash);
  QTest::keyClicks(QApplication::focusWidget(), "wx");
  ASSERT_EQ(findings().rowCount(), 0);
  panel->takeKeys();
  press(Qt::Key_Backspace);
  QTest::keyClicks(QApplication::focusWidget(), "r");
  EXPECT_EQ(panel->filterBar()->words()->text(), "wr");
  EXPECT_EQ(findings().progress().judged, 0);
}

TEST_F(QualityPanelTest, walking_in_a_hidden_panel_looks_first_and_then_goes) {
  panel->hide();
  auto* elsewhere = new QWidget(&window);
  elsewhere->setFocusPolicy(Qt::StrongFocus);
  elsewhere->show();
  std::vector<float> poses = leaning_poses(240, 2);
  plant_faults(poses);
  {
    NpzWriter writer(scratch / "fall.npz");
    writer.add<float>("poses", poses, {240, joint_count, 3});
    writer.finish();
    Project project = Project::create(scratch / "project");
    import_files(project, table_import("fall", {scratch / "fall.npz"}), {});
  }
  session.openProject(folder());
  ASSERT_TRUE(settle());
  elsewhere->setFocus();
  press(Qt::Key_BracketRight);
  EXPECT_FALSE(panel->chosen());
  ASSERT_TRUE(wait_for([&] { return panel->chosen().has_value(); }));
  EXPECT_EQ(session.cursor()->frame(), chosen().worst_frame);
}

TEST_F(QualityPanelTest, a_slash_leads_to_the_filter_and_enter_back) {
  openFaulty();
  press(Qt::Key_Slash);
  ASSERT_EQ(QApplication::focusWidget(), panel->filterBar()->words());
  QTest::keyClicks(QApplication::focusWidget(), "no such thing");
  EXPECT_EQ(findings().rowCount(), 0);
  EXPECT_TRUE(says(*panel, "No finding matches"));
  panel->filterBar()->words()->clear();
  QTest::keyClicks(QApplication::focusWidget(), "wrist");
  EXPECT_GT(findings().rowCount(), 0);
  EXPECT_LT(findings().rowCount(), findings().findingCount());
  press(Qt::Key_Return);
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
}

TEST_F(QualityPanelTest, other_panels_are_told_of_the_finding_that_somebody_walks_to) {
  openFaulty();
  actions.add({.id = "view.workspace.quality",
               .text = [] { return QString("Quality"); },
               .shortcut = QKeySequence("Ctrl+4")});
  panel->hide();
  action("quality.next")->trigger();
  ASSERT_TRUE(panel->chosen().has_value());
  const auto told = lanes.findingAt(session.cursor()->sequence(), session.cursor()->frame());
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->sequence, chosen().sequence);
  EXPECT_EQ(told->marked, marked_joints(chosen()));
  EXPECT_TRUE(told->text.startsWith(frames_text(chosen()) + ": " + reason_text(chosen().reason)))
      << "what is wrong comes first: " << told->text.toStdString();
  const auto says_how = [this](const char* words) {
    const auto now = lanes.findingAt(session.cursor()->sequence(), session.cursor()->frame());
    EXPECT_TRUE(now.has_value() && now->keys == words) << now->keys.toStdString();
  };
  says_how("Ctrl+4 to judge it");
  actions.setShortcut("view.workspace.quality", QKeySequence("Ctrl+9"));
  says_how("Ctrl+9 to judge it");
  panel->show();
  says_how("A, F, R judge it");  // nothing is before its first frame
  panel->hide();
  actions.setShortcut("view.workspace.quality", {});
  says_how("to be judged in the workspace Quality");
  session.closeProject();
  ASSERT_TRUE(settle());
  session.openProject(folder());
  ASSERT_TRUE(settle());
  EXPECT_FALSE(lanes.findingAt(session.cursor()->sequence(), session.cursor()->frame()).has_value());
}

TEST_F(QualityPanelTest, a_way_to_the_next_finding_is_offered_only_where_there_is_one) {
  openFaulty();
  panel->view()->setFinding(std::nullopt);
  panel->view()->tellGone("]");
  EXPECT_EQ(panel->view()->words(), "Nothing is wrong here any more. ] leads to the next finding");
  findings().setFindings(session.catalog(), {});
  panel->view()->tellGone("]");
  EXPECT_EQ(panel->view()->words(), "Nothing is wrong here any more");
}

TEST_F(QualityPanelTest, a_key_puts_the_worst_first_and_back_again_and_keeps_the_finding) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_Space);
  const int kept = *panel->chosen();
  press(Qt::Key_W);
  EXPECT_EQ(panel->chosen(), kept);
  EXPECT_EQ(findings().placeOf(panel->table()->currentIndex().row()), kept);
  const auto beyond = [this](int row) {
    const Finding& finding = findings().finding(findings().placeOf(row)).finding;
    return finding.score / finding.threshold;
  };
  for (int row = 1; row < findings().rowCount(); ++row) EXPECT_GE(beyond(row - 1), beyond(row)) << row;
  EXPECT_TRUE(action("quality.worst-first")->isChecked());
  press(Qt::Key_W);
  for (int row = 0; row < findings().rowCount(); ++row) EXPECT_EQ(findings().placeOf(row), row);
  EXPECT_EQ(panel->chosen(), kept);
  panel->table()->sortByColumn(FindingsModel::score_column, Qt::DescendingOrder);
  EXPECT_TRUE(action("quality.worst-first")->isChecked()) << "as by a click on the column";
}

}  // namespace
}  // namespace solopose::testing
