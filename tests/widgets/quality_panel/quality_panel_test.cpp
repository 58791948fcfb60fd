#include "widgets/quality_panel/quality_panel.h"

#include <algorithm>
#include <functional>

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/project/repair_makers.h"
#include "core/quality/quality_options.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/options/number_box.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/pose_legend.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

TEST_F(QualityPanelTest, without_a_project_it_says_what_to_do) {
  EXPECT_TRUE(says(*panel, "Open a project"));
  for (const char* id : {"quality.next", "quality.reject", "quality.reject-sequence", "quality.swap"})
    EXPECT_FALSE(action(id)->isEnabled()) << id;
}

TEST_F(QualityPanelTest, looks_through_a_project_by_itself_and_finds_what_was_planted) {
  openFaulty();
  EXPECT_EQ(panel->stateBar()->freshnessText(), "");
  const SequenceId faulty = session.catalog()->sequences.front().id;  // "fall"
  const auto [from, before] = findings().placesOf(faulty);
  for (const std::int64_t planted : {30, 75, 110, 200}) {
    EXPECT_TRUE(std::any_of(&findings().finding(from), &findings().finding(from) + (before - from),
                            [&](const FindingRow& row) {
                              return row.finding.first_frame <= planted && planted <= row.finding.last_frame;
                            }))
        << planted;
  }
}

TEST_F(QualityPanelTest, a_panel_that_nobody_sees_looks_when_it_is_shown) {
  window.hide();
  make_project(scratch / "project", false);
  session.openProject(folder());
  ASSERT_TRUE(settle());
  QTest::qWait(300);
  EXPECT_EQ(panel->stateBar()->freshnessText(), "");
  EXPECT_TRUE(panel->isSettled());
  EXPECT_EQ(panel->sequences()->rowCount(), 0);
  window.show();
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->sequences()->rowCount(), 3);
}

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

TEST_F(QualityPanelTest, one_key_judges_goes_on_and_is_on_disk) {
  openFaulty();
  const int all = openCount();
  press(Qt::Key_Space);
  const Finding first = chosen();
  press(Qt::Key_A);
  EXPECT_EQ(findings().state(0), FindingState::accepted) << "before the disk has answered";
  EXPECT_EQ(panel->chosen(), 1);
  press(Qt::Key_F);
  EXPECT_EQ(panel->chosen(), 2);
  press(Qt::Key_R);
  EXPECT_EQ(findings().state(2), FindingState::rejected);
  const int left = openCount();
  EXPECT_LE(left, all - 3) << "what lies in rejected frames is rejected with them";
  ASSERT_TRUE(found());
  EXPECT_EQ(openCount(), left);
  const std::vector<VerdictRecord> kept = onDisk();
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].verdict, Verdict::accepted);
  EXPECT_EQ(kept[1].verdict, Verdict::fix_later);
  EXPECT_EQ(kept[2].verdict, Verdict::rejected);
  EXPECT_EQ(kept[0].sequence, first.sequence);
  EXPECT_EQ(kept[0].first_frame, first.first_frame);
  EXPECT_EQ(kept[0].detector, first.detector);
  EXPECT_FALSE(kept[0].reviewer.empty());
  EXPECT_EQ(session.undoStack()->count(), 3);
  EXPECT_TRUE(panel->stateBar()->progressText().startsWith(QStringLiteral("%1 of").arg(all - left)));
}

TEST_F(QualityPanelTest, undo_takes_a_verdict_back_and_shows_its_finding) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->chosen(), 2);
  session.undoStack()->undo();
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().state(1), FindingState::open);
  EXPECT_EQ(panel->chosen(), 1);
  EXPECT_EQ(onDisk().size(), 1U);
  session.undoStack()->redo();
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().state(1), FindingState::accepted);
  EXPECT_EQ(onDisk().size(), 2U);
}

TEST_F(QualityPanelTest, several_selected_findings_are_one_verdict_to_undo) {
  openFaulty();
  press(Qt::Key_Down);
  ASSERT_TRUE(panel->chosen());
  const int first = *panel->chosen();
  press(Qt::Key_Down, Qt::ShiftModifier);
  press(Qt::Key_Down, Qt::ShiftModifier);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  EXPECT_EQ(onDisk().size(), 3U);
  EXPECT_EQ(session.undoStack()->count(), 1);
  EXPECT_EQ(panel->chosen(), first + 3);
  session.undoStack()->undo();
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().progress().judged, 0);
}

TEST_F(QualityPanelTest, with_shift_the_whole_sequence_is_judged) {
  openFaulty();
  press(Qt::Key_Space);
  const SequenceId sequence = chosen().sequence;
  press(Qt::Key_R, Qt::ShiftModifier);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].frames(), (FrameRun{0, 239}));
  EXPECT_EQ(onDisk()[0].detector, "");
  const auto [from, before] = findings().placesOf(sequence);
  for (int place = from; place < before; ++place)
    EXPECT_EQ(findings().state(place), FindingState::rejected) << place;
  EXPECT_EQ(session.undoStack()->count(), 1);
}

TEST_F(QualityPanelTest, frames_without_a_finding_can_be_judged_too) {
  openFaulty();
  session.cursor()->setFrame(7);
  playback.markIn();
  session.cursor()->setFrame(9);
  playback.markOut();
  press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].frames(), (FrameRun{7, 9}));
}

TEST_F(QualityPanelTest, the_note_goes_with_the_verdict_and_letters_in_it_are_letters) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_N);
  ASSERT_EQ(QApplication::focusWidget(), panel->judgeBar()->noteField());
  QTest::keyClicks(QApplication::focusWidget(), "arm far off #spike");
  EXPECT_EQ(findings().progress().judged, 0) << "no verdict was meant by a letter";
  press(Qt::Key_Return);
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].note, "arm far off");
  EXPECT_EQ(onDisk()[0].tags, std::vector<std::string>{"spike"});
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "") << "the next verdict has a note of its own";
  panel->table()->selectRow(0);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "arm far off #spike");
}

TEST_F(QualityPanelTest, the_reviewers_name_is_asked_once) {
  openFaulty();
  QLineEdit* name = panel->judgeBar()->reviewerField();
  EXPECT_TRUE(name->isVisible());
  EXPECT_FALSE(name->text().isEmpty());
  const QRect note = panel->judgeBar()->noteField()->geometry();
  const QRect bar = panel->judgeBar()->geometry();
  name->setText("Zoe");
  press(Qt::Key_Space);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  EXPECT_EQ(onDisk()[0].reviewer, "Zoe");
  EXPECT_FALSE(name->isVisible());
  EXPECT_EQ(panel->judgeBar()->noteField()->geometry(), note) << "its room is kept";
  EXPECT_EQ(panel->judgeBar()->geometry(), bar);
  JudgeBar another(QualityActions(new ActionRegistry(new QWidget(&window)), &window, nullptr));
  another.show();
  EXPECT_FALSE(another.reviewerField()->isVisible());
  EXPECT_EQ(another.takeReviewer(), "Zoe");
}

TEST_F(QualityPanelTest, a_verdict_is_taken_back_with_backspace) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  press(Qt::Key_Up);
  press(Qt::Key_Backspace);
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().progress().judged, 0);
  EXPECT_TRUE(onDisk().empty());
}

TEST_F(QualityPanelTest, what_fails_elsewhere_does_not_move_the_list_while_verdicts_are_on_their_way) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  press(Qt::Key_A);
  const std::optional<int> at = panel->chosen();
  Q_EMIT session.failed("a film cannot be read");
  EXPECT_EQ(panel->chosen(), at);
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->chosen(), at);
  EXPECT_EQ(findings().progress().judged, 2);
}

TEST_F(QualityPanelTest, a_note_is_seen_and_added_to_before_the_disk_has_answered) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), "arm");
  press(Qt::Key_Return);
  press(Qt::Key_R);
  panel->table()->selectRow(0);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "arm");
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), " far off");
  press(Qt::Key_Return);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 2U);
  EXPECT_EQ(onDisk()[1].note, "arm far off");
  EXPECT_EQ(onDisk()[1].verdict, Verdict::rejected);
}

TEST_F(QualityPanelTest, taking_back_a_verdict_on_its_way_takes_back_no_other) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  press(Qt::Key_Up);
  press(Qt::Key_R);
  press(Qt::Key_Up);
  press(Qt::Key_Backspace);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 2U);
  EXPECT_EQ(onDisk()[0].verdict, Verdict::accepted);
}

TEST_F(QualityPanelTest, in_a_list_of_open_ones_a_judged_finding_makes_way_for_the_next) {
  openFaulty();
  panel->filterBar()->stateChoice()->setCurrentIndex(1);
  Q_EMIT panel->filterBar()->stateChoice()->activated(1);
  const int rows = findings().rowCount();
  panel->table()->setFocus();
  press(Qt::Key_Space);
  press(Qt::Key_Space);
  press(Qt::Key_R);
  EXPECT_EQ(findings().rowCount(), rows - 1);
  EXPECT_EQ(panel->chosen(), 2);
  EXPECT_EQ(panel->table()->currentIndex().row(), 1);
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->table()->currentIndex().row(), 1);
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

TEST_F(QualityPanelTest, a_moved_threshold_finds_anew_is_kept_and_undone) {
  openFaulty();
  press(Qt::Key_Space);
  const int detector = findings().finding(*panel->chosen()).detector;
  const auto count = [&] {
    int found = 0;
    for (int place = 0; place < findings().findingCount(); ++place)
      if (findings().finding(place).detector == detector) ++found;
    return found;
  };
  EXPECT_EQ(panel->thresholds()->detector(), detector) << "the histogram follows";
  const int before = count();
  const int all = findings().findingCount();
  panel->thresholds()->box()->setValue(1e5);
  EXPECT_EQ(findings().rowCount(), all - before) << "at once";
  ASSERT_TRUE(wait_for([&] { return count() == 0; }));
  ASSERT_TRUE(wait_for([&] { return session.undoStack()->count() == 1; }));
  ASSERT_TRUE(found());
  EXPECT_NE(Project::open(scratch / "project").setting(quality_options_setting), "");
  session.undoStack()->undo();
  ASSERT_TRUE(wait_for([&] { return count() == before; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().findingCount(), all);
}

TEST_F(QualityPanelTest, a_threshold_is_there_again_when_the_project_is) {
  openFaulty();
  panel->thresholds()->showDetector(0);
  panel->thresholds()->box()->setValue(1e5);
  ASSERT_TRUE(wait_for([&] { return session.undoStack()->count() == 1; }));
  ASSERT_TRUE(found());
  session.closeProject();
  ASSERT_TRUE(settle());
  session.openProject(folder());
  ASSERT_TRUE(found());
  panel->thresholds()->showDetector(0);
  EXPECT_EQ(panel->thresholds()->threshold(), 1e5F);
}

TEST_F(QualityPanelTest, a_threshold_moved_a_moment_before_the_project_is_closed_is_kept) {
  openFaulty();
  panel->thresholds()->showDetector(0);
  panel->thresholds()->box()->setValue(1e5);
  session.closeProject();
  ASSERT_TRUE(settle());
  session.openProject(folder());
  ASSERT_TRUE(found());
  panel->thresholds()->showDetector(0);
  EXPECT_EQ(panel->thresholds()->threshold(), 1e5F);
}

TEST_F(QualityPanelTest, a_verdict_that_is_not_on_disk_yet_is_said_to_be_unsaved) {
  openFaulty();
  EXPECT_EQ(panel->stateBar()->savingText(), "");
  press(Qt::Key_Space);
  const int place = *panel->chosen();
  press(Qt::Key_R);
  EXPECT_EQ(panel->stateBar()->savingText(), "1 not saved yet");
  const QModelIndex judged = findings().index(findings().rowOf(place), FindingsModel::state_column);
  EXPECT_EQ(judged.data().toString(), "Rejected *");
  EXPECT_EQ(judged.data(Qt::AccessibleTextRole).toString(), "Rejected, not saved yet");
  ASSERT_TRUE(wait_for([this] { return panel->stateBar()->savingText().isEmpty(); }));
  EXPECT_EQ(judged.data().toString(), "Rejected");
  EXPECT_EQ(onDisk().size(), 1U);
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
  says_how("A, F, R judge, M, B repair it");  // nothing before its first frame, and no sides
  panel->hide();
  actions.setShortcut("view.workspace.quality", {});
  says_how("to be judged in the workspace Quality");
  session.closeProject();
  ASSERT_TRUE(settle());
  session.openProject(folder());
  ASSERT_TRUE(settle());
  EXPECT_FALSE(lanes.findingAt(session.cursor()->sequence(), session.cursor()->frame()).has_value());
}

TEST_F(QualityPanelTest, what_else_fails_leaves_a_verdict_on_its_way) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_R);
  Q_EMIT session.failed("The import found no files");
  EXPECT_EQ(panel->stateBar()->savingText(), "1 not saved yet");
  EXPECT_EQ(findings().state(0), FindingState::rejected);
  ASSERT_TRUE(settle());
  EXPECT_EQ(panel->stateBar()->savingText(), "");
  EXPECT_EQ(onDisk().size(), 1U);
}

TEST_F(QualityPanelTest, a_verdict_that_could_not_be_saved_counts_no_longer) {
  openFaulty();
  press(Qt::Key_Space);
  const DatasetId judged = session.catalog()->sequence(chosen().sequence)->dataset;
  session.remove({judged}, {});  // on its way when the verdict is given
  press(Qt::Key_R);
  EXPECT_EQ(panel->stateBar()->savingText(), "1 not saved yet");
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 1);
  EXPECT_EQ(panel->stateBar()->savingText(), "");
  EXPECT_TRUE(onDisk().empty());
}

TEST_F(QualityPanelTest,
       the_timeline_shows_the_findings_of_the_cursors_sequence_in_the_colours_of_their_states) {
  openFaulty();
  press(Qt::Key_Space);
  const SequenceId sequence = session.cursor()->sequence();
  const auto [from, before] = findings().placesOf(sequence);
  ASSERT_EQ(lanes.findings(sequence).size(), static_cast<std::size_t>(before - from));
  EXPECT_EQ(lanes.findings(sequence)[0].colour, state_colour(FindingState::open));
  press(Qt::Key_A);
  EXPECT_EQ(lanes.findings(sequence)[0].colour, state_colour(FindingState::accepted));
  const SequenceRecord& other = session.catalog()->sequences.back();
  session.cursor()->setSequence(other.id, other.frames);
  EXPECT_TRUE(lanes.findings(sequence).empty());
}

TEST_F(QualityPanelTest, changed_data_is_looked_through_again_and_the_chosen_finding_stays) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_Space);
  const Finding before = chosen();
  const SequenceRecord clean = session.catalog()->sequences.back();
  session.setExcluded({clean.id}, true);
  ASSERT_TRUE(wait_for([&] { return panel->sequences()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(chosen().first_frame, before.first_frame);
  EXPECT_EQ(chosen().detector, before.detector);
}

TEST_F(QualityPanelTest, a_repair_shows_the_pose_before_it_as_a_ghost_and_can_be_undone) {
  openFaulty();
  for (int i = 0; i < findings().rowCount() && (!panel->chosen() || chosen().detector != "side_swap"); ++i)
    press(Qt::Key_Space);
  const Finding repaired = chosen();
  ASSERT_EQ(repaired.detector, "side_swap");
  press(Qt::Key_S);
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(repaired.sequence)->repairs.empty(); }));
  session.cursor()->setFrame(repaired.worst_frame);
  ASSERT_TRUE(found());
  ASSERT_TRUE(wait_for([&] { return panel->view()->view()->scene().skeletons.size() == 2; }));
  const SkeletonScene& scene = panel->view()->view()->scene();
  EXPECT_TRUE(scene.skeletons[1].ghost && scene.skeletons[1].dashed);
  EXPECT_FALSE(scene.skeletons[1].side_colours) << "pale, where the pose has its sides' colours";
  EXPECT_EQ(scene.skeletons[1].colour, Theme::instance().mutedText()) << "whose contrast is known";
  const auto* legend = panel->view()->findChild<PoseLegend*>();
  EXPECT_TRUE(legend->isVisible());
  EXPECT_EQ(legend->accessibleName(), "Before, Now");
  const QRect body(panel->view()->view()->mapTo(panel->view(), QPoint()), panel->view()->view()->size());
  EXPECT_FALSE(legend->geometry().intersects(body)) << "it lies over nobody";
  session.undoStack()->undo();
  ASSERT_TRUE(found());
  EXPECT_TRUE(session.catalog()->sequence(repaired.sequence)->repairs.empty());
  ASSERT_TRUE(wait_for([&] { return panel->view()->view()->scene().skeletons.size() == 1; }));
  EXPECT_FALSE(legend->isVisible());
  EXPECT_TRUE(legend->sizePolicy().retainSizeWhenHidden()) << "so that nothing else moves";
}

TEST_F(QualityPanelTest, of_a_jump_the_pose_before_it_is_shown_for_the_camera_goes_along) {
  openFaulty();
  for (int i = 0; i < findings().rowCount() && (!panel->chosen() || chosen().detector != "spike"); ++i)
    press(Qt::Key_Space);
  ASSERT_EQ(chosen().detector, "spike");
  ASSERT_TRUE(found());
  const SkeletonScene jumping = panel->view()->view()->scene();
  ASSERT_EQ(jumping.skeletons.size(), 2U);
  EXPECT_TRUE(jumping.skeletons[1].dashed);
  EXPECT_TRUE(panel->view()->findChild<PoseLegend*>()->isVisible());
  session.cursor()->setFrame(chosen().first_frame - 1);
  const SkeletonScene& before = panel->view()->view()->scene();
  ASSERT_EQ(before.skeletons.size(), 1U) << "here nothing jumps";
  EXPECT_EQ(before.skeletons[0].joints_mm, jumping.skeletons[1].joints_mm);
}

TEST_F(QualityPanelTest, who_was_missing_stands_in_the_picture_once_they_are_back) {
  openFaulty();
  const SequenceRecord sequence = session.catalog()->sequences.front();
  session.repair({{.method = RepairMethod::blank,
                   .sequence = sequence.id,
                   .frames = {0, sequence.frames - 1},
                   .reviewer = "Zoe"}});
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(sequence.id)->repairs.empty(); }));
  const auto pelvis = [&] {
    const auto& bodies = panel->view()->view()->scene().skeletons;
    return bodies.empty() ? Eigen::Vector3f(Eigen::Vector3f::Zero()) : bodies.front().joints_mm[0];
  };
  session.cursor()->setSequence(sequence.id, sequence.frames, 30);
  ASSERT_TRUE(wait_for([&] { return !pelvis().allFinite(); }));
  OrbitCamera elsewhere = panel->view()->view()->camera();
  elsewhere.focus_mm = {90'000, 0, 0};
  panel->view()->view()->setCamera(elsewhere);
  panel->view()->setFinding(std::nullopt);
  session.undo();
  ASSERT_TRUE(wait_for([&] { return pelvis().allFinite() && pelvis().norm() > 0; }));
  const Eigen::Vector3f focus = panel->view()->view()->camera().focus_mm.cast<float>();
  EXPECT_LT((focus - pelvis()).norm(), 1500);
}

TEST_F(QualityPanelTest, where_and_what_is_wrong_are_read_without_scrolling_in_a_small_window) {
  window.resize(740, 700);  // what a window of 1280 by 800 leaves it
  openFaulty();
  const QHeaderView* header = panel->table()->horizontalHeader();
  const QFontMetrics metrics = panel->table()->fontMetrics();
  const auto shown_letters = [&](int column) {
    const int left = header->sectionViewportPosition(column);
    const int right = std::min(left + header->sectionSize(column), header->viewport()->width());
    return (right - left - 16) / metrics.averageCharWidth();
  };
  EXPECT_GE(header->sectionSize(FindingsModel::state_column) - 36,
            metrics.horizontalAdvance("Partly rejected *"))
      << "beside its picture";
  EXPECT_GE(shown_letters(FindingsModel::sequence_column), 18);
  EXPECT_GE(shown_letters(FindingsModel::frames_column), 9);
  EXPECT_GE(shown_letters(FindingsModel::reason_column), 50);
  for (int column = 0; column < FindingsModel::column_count; ++column) {
    const QModelIndex index = findings().index(0, column);
    const QString whole = index.data(Qt::ToolTipRole).toString();
    const QString shown = index.data().toString();
    if (column == FindingsModel::sequence_column) {
      for (const QString& part : shown.split('/'))
        EXPECT_TRUE(whole.split('/').contains(part)) << part.toStdString();
    } else {
      EXPECT_TRUE(whole.startsWith(shown)) << column;
    }
    EXPECT_EQ(findings().headerData(column, Qt::Horizontal, Qt::ToolTipRole),
              findings().headerData(column, Qt::Horizontal));
  }
}

TEST_F(QualityPanelTest, words_below_the_3d_view_do_not_cover_it_in_a_low_window) {
  panel->view()->setFixedHeight(150);  // what docks and messages leave it in a window of 1280 by 800
  openFaulty();
  for (int i = 0; i < findings().rowCount() && (!panel->chosen() || chosen().detector != "side_swap"); ++i)
    press(Qt::Key_Space);
  ASSERT_TRUE(found());
  const FindingView& view = *panel->view();
  const QRect seen(view.view()->mapTo(&view, QPoint()), view.view()->size());
  const QList<QLabel*> labels = view.findChildren<QLabel*>();
  const auto words =
      std::ranges::find_if(labels, [&](const QLabel* label) { return label->text() == view.words(); });
  ASSERT_NE(words, labels.end());
  EXPECT_FALSE(seen.intersects((*words)->geometry())) << seen.height() << ", words at " << (*words)->y();
  EXPECT_TRUE(view.rect().contains(seen));
}

TEST_F(QualityPanelTest, interpolating_a_spike_removes_its_finding) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const Finding spike = chosen();
  const int before = findings().findingCount();
  press(Qt::Key_I);
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() < before && panel->isSettled(); }));
  for (int place = 0; place < findings().findingCount(); ++place) {
    const Finding& other = findings().finding(place).finding;
    EXPECT_FALSE(other.sequence == spike.sequence && other.first_frame == spike.first_frame &&
                 other.detector == spike.detector);
  }
  EXPECT_TRUE(says(*panel, "Nothing is wrong here any more"));
  press(Qt::Key_Space);
  EXPECT_TRUE(panel->chosen()) << "walking goes on from where it was";
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

TEST_F(QualityPanelTest, what_is_repaired_counts_as_dealt_with_although_it_is_found_no_more) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  press(Qt::Key_F);
  ASSERT_TRUE(found());
  const int all = findings().findingCount();
  EXPECT_EQ(panel->stateBar()->progressText(), QStringLiteral("2 of %1 judged").arg(all));
  while (chosen().detector != "spike") press(Qt::Key_Space);
  const Finding repaired = chosen();
  const DatasetId dataset = session.catalog()->sequence(chosen().sequence)->dataset;
  press(Qt::Key_I);
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() < all; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(
      panel->stateBar()->progressText(),
      QStringLiteral("%1 judged, 1 repaired, %2 open").arg(findings().progress().judged).arg(openCount()));
  EXPECT_EQ(findings().progress(dataset).repaired, 1);
  EXPECT_EQ(findings().progress(dataset).done(), findings().progress(dataset).judged + 1);
  const QComboBox* datasets = panel->filterBar()->datasetChoice();
  const QString listed = datasets->itemText(datasets->findData(static_cast<qlonglong>(dataset)));
  EXPECT_TRUE(listed.contains(QStringLiteral(" (%1 of ").arg(findings().progress(dataset).done())))
      << listed.toStdString();
  session.undo();
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() == all; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->stateBar()->progressText(), QStringLiteral("2 of %1 judged").arg(all));
  ASSERT_TRUE(panel->chosen()) << "what is found again is looked at again";
  EXPECT_EQ(chosen(), repaired);
  EXPECT_FALSE(says(*panel, "Nothing is wrong here any more"));
}

TEST_F(QualityPanelTest, sequences_are_listed_and_lead_to_their_findings) {
  openFaulty();
  panel->showSequences(true);
  auto* table = panel->findChild<QTabWidget*>()->currentWidget()->findChild<QTableView*>();
  if (table == nullptr) table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->model()->rowCount(), 2);
  table->setFocus();
  table->selectRow(0);
  press(Qt::Key_Return);
  EXPECT_FALSE(findings().filter().text.isEmpty());
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(session.cursor()->sequence(), chosen().sequence);
}

TEST_F(QualityPanelTest,
       whichever_way_one_comes_back_from_the_sequences_the_finding_is_still_the_current_one) {
  openFaulty();
  action("quality.worst-first")->trigger();
  for (int i = 0; i < 4; ++i) press(Qt::Key_Space);
  const int kept = *panel->chosen();
  const qint64 frame = session.cursor()->frame();
  auto* tabs = panel->findChild<QTabWidget*>();
  const auto sequence_row = [&] { return panel->sequences()->rowOf(chosen().sequence); };
  const std::vector<std::pair<const char*, std::function<void()>>> ways{
      {"by its tab", [&] { tabs->setCurrentIndex(0); }},
      {"by the keys of the tabs",
       [&] {
         tabs->tabBar()->setFocus();
         press(Qt::Key_Left);
         for (int i = 0; i < 9 && QApplication::focusWidget() != panel->table(); ++i) press(Qt::Key_Tab);
       }},
      {"by the workspace's key", [&] { panel->takeKeys(); }},
      {"by the filter",
       [&] {
         press(Qt::Key_Slash);
         press(Qt::Key_Escape);
       }},
      {"by its sequence", [&] {
         qobject_cast<QTableView*>(tabs->currentWidget())->selectRow(sequence_row());
         press(Qt::Key_Return);
       }}};
  for (const auto& [name, go_back] : ways) {
    panel->showSequences(true);
    tabs->currentWidget()->setFocus();
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    go_back();
    ASSERT_EQ(tabs->currentIndex(), 0) << name;
    EXPECT_EQ(panel->chosen(), kept) << name;
    EXPECT_EQ(session.cursor()->frame(), frame) << name;
    panel->table()->setFocus();
    EXPECT_EQ(panel->chosen(), kept) << name;
    const auto selected = panel->table()->selectionModel()->selectedRows();
    ASSERT_EQ(selected.size(), 1) << name;
    EXPECT_EQ(findings().placeOf(selected.front().row()), kept) << name;
  }
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

TEST_F(QualityPanelTest, how_it_is_looked_at_comes_back) {
  openFaulty();
  QJsonObject state = panel->viewState();
  state["words"] = "wrist";
  state["state"] = "open";
  state["list_share"] = 0.45;
  QJsonObject list = state["findings"].toObject();
  list["sort"] = static_cast<int>(FindingsModel::score_column);
  list["descending"] = true;
  state["findings"] = list;
  panel->setViewState(state);
  EXPECT_EQ(findings().filter().text, "wrist");
  EXPECT_EQ(findings().filter().state, FindingState::open);
  EXPECT_EQ(findings().sortColumn(), FindingsModel::score_column);
  EXPECT_EQ(findings().sortOrder(), Qt::DescendingOrder);
  QJsonObject now = panel->viewState();
  EXPECT_NEAR(now["list_share"].toDouble(), 0.45, 0.02) << "splitters go by pixels";
  now["list_share"] = state["list_share"];
  now["findings"] = state["findings"];  // its sorting is asked for above; the widths follow the panel's
  for (const QString& key : state.keys())
    EXPECT_EQ(QJsonDocument(QJsonArray{now[key]}).toJson(), QJsonDocument(QJsonArray{state[key]}).toJson())
        << key.toStdString();
}

}  // namespace
}  // namespace solopose::testing
