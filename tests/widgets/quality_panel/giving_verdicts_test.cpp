#include "core/project/catalog.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"

namespace solopose::testing {
namespace {

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

}  // namespace
}  // namespace solopose::testing
