#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/project/repair_makers.h"
#include "core/quality/detector.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/actions/action_button.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/quality_panel/repairs_model.h"
#include "widgets/session/reviewer_name.h"

namespace solopose::testing {
namespace {

using JudgingTest = QualityPanelTest;

TEST_F(JudgingTest, undo_right_after_a_verdict_takes_that_one_back_and_not_the_one_before) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  press(Qt::Key_R);
  session.undo();  // the rejection is still on its way to the disk
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].verdict, Verdict::accepted);
  EXPECT_EQ(findings().state(0), FindingState::accepted);
  EXPECT_EQ(findings().state(1), FindingState::open);
}

TEST_F(JudgingTest, backspace_takes_back_the_verdict_on_a_selected_sequence) {
  openFaulty();
  panel->showSequences(true);
  auto* table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  ASSERT_NE(table, nullptr);
  table->setFocus();
  table->selectRow(0);
  EXPECT_FALSE(action("quality.take-back")->isEnabled());
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  table->selectRow(1);
  EXPECT_FALSE(action("quality.take-back")->isEnabled()) << "nobody has judged this one";
  table->selectRow(0);
  press(Qt::Key_Backspace);
  ASSERT_TRUE(found());
  EXPECT_TRUE(onDisk().empty());
}

TEST_F(JudgingTest, backspace_leaves_alone_what_was_said_of_another_finding_in_the_same_frames) {
  openFaulty();
  press(Qt::Key_Space);
  const Finding rejected = chosen();
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  int along = 0;
  while (along < findings().findingCount() &&
         (findings().state(along) != FindingState::rejected ||
          findings().finding(along).finding.detector == rejected.detector))
    ++along;
  ASSERT_LT(along, findings().findingCount()) << "another detector doubts the same frames";
  panel->table()->selectRow(findings().rowOf(along));
  ASSERT_EQ(panel->chosen(), along);
  EXPECT_FALSE(action("quality.take-back")->isEnabled());
  press(Qt::Key_Backspace);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].detector, rejected.detector);
}

TEST_F(JudgingTest, enter_in_the_filter_leads_to_the_first_open_finding_of_what_it_lists) {
  openFaulty();
  press(Qt::Key_Slash);
  press(Qt::Key_Return);
  ASSERT_TRUE(panel->chosen().has_value());
  EXPECT_TRUE(action("quality.reject")->isEnabled());
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  press(Qt::Key_Slash);
  panel->filterBar()->words()->setText("fall");
  press(Qt::Key_Return);
  EXPECT_EQ(findings().state(*panel->chosen()), FindingState::open);
}

TEST_F(JudgingTest, what_is_typed_into_the_filter_never_judges) {
  openFaulty();
  press(Qt::Key_Slash);
  QTest::keyClicks(QApplication::focusWidget(), "nothing like it");
  ASSERT_EQ(findings().rowCount(), 0);
  press(Qt::Key_Return);  // there is no list to go to
  panel->filterBar()->words()->selectAll();
  for (const char letter : std::string("far")) QTest::keyClick(QApplication::focusWidget(), letter);
  EXPECT_EQ(panel->filterBar()->words()->text(), "far");
  ASSERT_TRUE(found());
  EXPECT_TRUE(onDisk().empty());
}

TEST_F(JudgingTest, every_repair_stands_in_a_menu_with_its_name_and_its_key) {
  openFaulty();
  const auto* button = panel->findChild<QToolButton*>("repairs");
  ASSERT_NE(button, nullptr);
  EXPECT_EQ(button->text(), "Repair");
  const QList<QAction*> listed = button->menu()->actions();
  int repairs = 0;
  for (QAction* each : actions.all()) {
    if (actions.place(each) != "Quality › Repair") continue;
    ++repairs;
    EXPECT_TRUE(listed.contains(each)) << qPrintable(each->text());
    const QString key = each->shortcut().toString(QKeySequence::NativeText);
    EXPECT_FALSE(key.isEmpty()) << qPrintable(each->text());
    EXPECT_TRUE(each->toolTip().endsWith(QStringLiteral(" (%1)").arg(key))) << qPrintable(each->toolTip());
  }
  EXPECT_EQ(repairs, listed.size());
  EXPECT_EQ(repairs, 9);
}

TEST_F(JudgingTest, repairs_are_listed_the_newest_first_and_taken_back_one_by_one) {
  openFaulty();
  auto* tabs = panel->findChild<QTabWidget*>();
  EXPECT_EQ(tabs->tabText(2), "Repairs");
  press(Qt::Key_Space);
  const Finding first = chosen();
  press(Qt::Key_B);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  const SequenceRecord sequence = *session.catalog()->sequence(first.sequence);
  session.repair({{.method = RepairMethod::swap_sides,
                   .sequence = sequence.id,
                   .frames = {140, 149},
                   .reviewer = "Zoe"}});
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 2; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(tabs->tabText(2), "Repairs (2)");
  const auto cell = [this](int row, int column) {
    return panel->repairs()->index(row, column).data().toString();
  };
  const QModelIndex named = panel->repairs()->index(0, RepairsModel::sequence_column);
  EXPECT_EQ(named.data(Qt::ToolTipRole).toString().toStdString(), sequence.name);
  for (const QString& part : named.data().toString().split('/'))
    EXPECT_TRUE(QString::fromStdString(sequence.name).split('/').contains(part)) << part.toStdString();
  EXPECT_LT(named.data().toString().size(), QString::fromStdString(sequence.name).size())
      << "without what all have";
  EXPECT_EQ(cell(0, RepairsModel::frames_column), QString::fromUtf8("140–149"));
  EXPECT_EQ(cell(0, RepairsModel::repair_column), "Left and right swapped");
  EXPECT_EQ(cell(0, RepairsModel::reviewer_column), "Zoe");
  EXPECT_FALSE(cell(0, RepairsModel::time_column).isEmpty());
  EXPECT_EQ(cell(1, RepairsModel::repair_column), "Joints blanked");

  EXPECT_FALSE(action("quality.take-back-repair")->isEnabled());
  panel->showRepairs();
  auto* table = tabs->currentWidget()->findChild<QTableView*>();
  tabs->tabBar()->setFocus();
  press(Qt::Key_Tab);
  EXPECT_EQ(QApplication::focusWidget(), table);
  EXPECT_TRUE(table->selectionModel()->isRowSelected(0)) << "what Backspace would take back is lit";
  EXPECT_TRUE(action("quality.take-back-repair")->isEnabled());
  table->selectRow(1);
  press(Qt::Key_R);
  EXPECT_EQ(findings().progress().judged, 0) << "a repair is no finding";
  press(Qt::Key_Return);
  EXPECT_EQ(session.cursor()->sequence(), sequence.id);
  EXPECT_EQ(session.cursor()->frame(), first.first_frame);
  press(Qt::Key_Backspace);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(cell(0, RepairsModel::reviewer_column), "Zoe") << "the other one stays";
  EXPECT_EQ(table->currentIndex().row(), 0);
  session.undo();
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 2; }));
}

TEST_F(JudgingTest, repairs_are_named_as_the_menu_names_them) {
  openFaulty();
  const SequenceId sequence = session.catalog()->sequences.front().id;
  JointMask wrist;
  wrist.set(static_cast<std::size_t>(index_of(Joint::left_wrist)));
  const auto repair = [&](RepairMethod method, FrameRun frames) {
    const int before = panel->repairs()->rowCount();
    session.repair(
        {{.method = method, .sequence = sequence, .frames = frames, .joints = wrist, .reviewer = "Zoe"}});
    EXPECT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == before + 1; }));
    return panel->repairs()->index(0, RepairsModel::repair_column).data().toString();
  };
  EXPECT_EQ(repair(RepairMethod::interpolate, {10, 14}), "Interpolated");
  EXPECT_EQ(repair(RepairMethod::smooth, {20, 24}), "Smoothed");
  EXPECT_EQ(repair(RepairMethod::copy_previous, {30, 34}), "Pose before copied");
  EXPECT_EQ(repair(RepairMethod::interpolate, {40, 40}), "Interpolated");
  const QString swapped = repair(RepairMethod::swap_sides, {50, 54});
  panel->showRepairs();
  const auto* table = panel->findChild<QTabWidget*>()->currentWidget()->findChild<QTableView*>();
  const int room = table->horizontalHeader()->sectionSize(RepairsModel::repair_column) - 16;
  EXPECT_GE(room, table->fontMetrics().horizontalAdvance(swapped));
}

TEST_F(JudgingTest, what_the_three_verdicts_mean_is_said_where_they_are_given) {
  const auto meaning = [this](const char* id) { return action(id)->toolTip(); };
  EXPECT_TRUE(
      meaning("quality.accept").startsWith("Accept (A)\nThe pose is right, the finding a false alarm"));
  EXPECT_TRUE(
      meaning("quality.reject").startsWith("Reject (R)\nThe pose is wrong: its frames count as missing"));
  EXPECT_TRUE(
      meaning("quality.fix-later").startsWith("Fix later (F)\nThe pose is wrong and is to be repaired"));
}

TEST_F(JudgingTest, whose_verdicts_these_are_looks_like_something_to_press_and_is_reached_by_tab) {
  keep_reviewer("Ann");
  openFaulty();
  for (const auto* button : panel->judgeBar()->findChildren<QPushButton*>()) {
    if (!button->text().startsWith("as ")) continue;
    EXPECT_FALSE(button->icon().isNull());
    EXPECT_NE(button->property("role").toString(), "quiet");
    EXPECT_TRUE(button->focusPolicy() & Qt::TabFocus);
    return;
  }
  ADD_FAILURE() << "no button";
}

TEST_F(JudgingTest, a_finding_that_was_judged_says_how_instead_of_asking_for_it) {
  openFaulty();
  press(Qt::Key_Space);
  const auto told = [this] { return lanes.findingAt(chosen().sequence, chosen().worst_frame); };
  ASSERT_TRUE(told().has_value());
  EXPECT_TRUE(told()->needs_person);
  EXPECT_TRUE(told()->keys.startsWith("A, F, R judge it")) << told()->keys.toStdString();
  const int first = *panel->chosen();
  press(Qt::Key_A);
  panel->table()->selectRow(findings().rowOf(first));
  ASSERT_EQ(*panel->chosen(), first);
  EXPECT_FALSE(told()->needs_person);
  EXPECT_EQ(told()->keys, "Accepted");
}

TEST_F(JudgingTest, only_the_repair_that_is_apt_for_a_finding_is_offered_by_its_key_and_its_name) {
  openFaulty();
  for (int row = 0; row < findings().rowCount(); ++row) {
    if (findings().finding(findings().placeOf(row)).finding.detector == "side_swap")
      panel->table()->selectRow(row);
  }
  ASSERT_EQ(chosen().detector, "side_swap");
  const auto keys = [this] { return lanes.findingAt(chosen().sequence, chosen().worst_frame)->keys; };
  ASSERT_EQ(keys(), "A, F, R judge it · S: Swap left and right");
  // Anew each time: another finding is looked at before.
  const auto look_at = [&](Finding finding) {
    Finding other = finding;
    for (const SequenceRecord& sequence : session.catalog()->sequences)
      if (sequence.id != finding.sequence) other.sequence = sequence.id;
    const bool first = session.catalog()->sequences.front().id == finding.sequence;
    std::vector<Finding> both{finding, other};
    if (!first) std::swap(both[0], both[1]);
    findings().setFindings(session.catalog(), finding_rows(both, *session.catalog()));
    panel->table()->selectRow(first ? 1 : 0);
    panel->table()->selectRow(first ? 0 : 1);
    ASSERT_EQ(chosen(), finding);
  };
  Finding still = chosen();
  still.detector = "frozen";
  still.last_frame = still.first_frame + 2;
  look_at(still);
  EXPECT_EQ(keys(), "A, F, R judge it · I: Interpolate") << "that it stands still is not for its sides";
  still.last_frame = still.worst_frame = still.first_frame + 40;
  look_at(still);
  EXPECT_EQ(keys(), "A, F, R judge it") << "too long to be interpolated, and a blank is another finding";
  Finding step = still;
  step.detector = "spike";
  step.is_step = true;
  step.last_frame = step.worst_frame = step.first_frame + 1;
  look_at(step);
  EXPECT_EQ(keys(), "A, F, R judge it") << "frames beside a jump that stays are no worse than others";
  Finding from_the_start = step;
  from_the_start.detector = "side_swap";
  from_the_start.is_step = false;
  from_the_start.first_frame = 0;
  from_the_start.joints.reset();
  from_the_start.joints.set(static_cast<std::size_t>(index_of(Joint::head)));
  look_at(from_the_start);
  EXPECT_EQ(keys(), "A, F, R judge it") << "it has no other side";
}

TEST_F(JudgingTest, the_last_verdict_says_that_all_is_judged_and_what_to_do_next) {
  openFaulty();
  actions.add({.id = "file.export", .text = [] { return QString("&Export…"); }, .shortcut = {"Ctrl+E"}});
  actions.add({.id = "edit.undo", .text = [] { return QString("&Undo"); }});
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_Space);
  while (openCount() > 1) {
    EXPECT_FALSE(says(*panel, "Every finding is judged")) << openCount();
    press(Qt::Key_A);
  }
  EXPECT_EQ(told.count(), 0);
  press(Qt::Key_Space);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(), "This is the only open finding in the list");
  press(Qt::Key_A);
  ASSERT_EQ(openCount(), 0);
  const QString words =
      "Every finding is judged · Ctrl+E exports the poses without what is rejected · Undo takes the last "
      "edit "
      "back";
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(), "Every finding is judged");
  const auto* line = panel->findChild<QLabel*>("all-judged");
  EXPECT_TRUE(line->isVisible());
  EXPECT_EQ(line->text(), words);
  EXPECT_GE(line->height(), line->heightForWidth(line->width())) << "nothing of it is cut";
  for (const Qt::Key walking : {Qt::Key_Space, Qt::Key_BracketRight, Qt::Key_BracketLeft}) {
    press(walking);
    ASSERT_EQ(told.count(), 1) << walking;
    EXPECT_EQ(told.takeFirst()[0].toString(), "Every finding is judged");
  }
  actions.action("edit.undo")->setEnabled(false);  // as after a restart
  panel->hide();
  panel->show();
  EXPECT_EQ(line->text(), "Every finding is judged · Ctrl+E exports the poses without what is rejected");
  ASSERT_TRUE(found());
  session.undo();
  ASSERT_TRUE(found());
  EXPECT_FALSE(line->isVisible());
}

TEST_F(JudgingTest, the_end_is_said_however_it_is_reached) {
  openFaulty();
  QSignalSpy told(&session, &Session::told);
  panel->showSequences(true);
  auto* table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  table->setFocus();
  table->selectAll();
  press(Qt::Key_F);
  ASSERT_EQ(openCount(), 0);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(),
            "To be fixed later as a whole: 2 sequence(s) · Every finding is judged");
  press(Qt::Key_A);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(), "Accepted as a whole: 2 sequence(s)") << "it was the end before";
}

TEST_F(JudgingTest, a_sequence_that_is_judged_as_a_whole_says_so_and_shows_it) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), "of the finding");
  panel->showSequences(true);
  auto* table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  table->setFocus();
  const auto& all = session.catalog()->sequences;
  const SequenceId other = all[0].id == chosen().sequence ? all[1].id : all[0].id;
  table->selectRow(panel->sequences()->rowOf(other));
  EXPECT_EQ(session.cursor()->sequence(), other) << "the window shows what is judged";
  EXPECT_FALSE(panel->view()->words().contains(reason_text(chosen().reason)))
      << "it is not about the finding";
  EXPECT_TRUE(
      panel->view()->words().endsWith(QString::fromStdString(session.catalog()->sequence(other)->name)));
  EXPECT_FALSE(panel->thresholds()->isVisible()) << "nor are its detector's thresholds";
  EXPECT_FALSE(lanes.findingAt(chosen().sequence, chosen().worst_frame))
      << "whose keys judge something else here";
  const auto sentence = [&] { return panel->view()->words().section('\n', 0, 0); };
  const auto [from, before] = findings().placesOf(other);
  EXPECT_EQ(sentence(), from == before ? QStringLiteral("Nothing is doubted")
                                       : QStringLiteral("%1 finding(s) · %1 open").arg(before - from));
  const auto rejected = [&] {
    return panel->sequences()
        ->index(panel->sequences()->rowOf(other), SequencesModel::rejected_column)
        .data()
        .toString();
  };
  EXPECT_EQ(rejected(), "0.0 %");
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_R);
  EXPECT_EQ(rejected(), "100.0 %");
  ASSERT_EQ(told.count(), 1);
  EXPECT_TRUE(told.takeFirst()[0].toString().startsWith("Rejected as a whole: "));
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].note, "") << "what was written to a finding is not said of a sequence";
  const Finding finding = chosen();
  panel->showSequences(false);
  EXPECT_EQ(session.cursor()->sequence(), finding.sequence) << "back to the finding";
  EXPECT_EQ(session.cursor()->frame(), finding.worst_frame);
  EXPECT_EQ(panel->judgeBar()->note().note, "of the finding");
  EXPECT_TRUE(panel->view()->words().contains(reason_text(finding.reason)));
  EXPECT_TRUE(panel->thresholds()->isVisible());
  EXPECT_TRUE(lanes.findingAt(finding.sequence, finding.worst_frame));
}

TEST_F(JudgingTest, buttons_name_what_they_judge) {
  openFaulty();
  press(Qt::Key_Space);
  const auto named = [this] {
    QStringList names;
    for (const auto* button : panel->judgeBar()->findChildren<ActionButton*>())
      if (button->isVisible()) names << button->text();
    return names;
  };
  EXPECT_EQ(named(), (QStringList{"Accept (A)", "Reject (R)", "Fix later (F)"}));
  panel->showSequences(true);
  EXPECT_EQ(named(), (QStringList{"Accept the sequence (Shift+A)", "Reject the sequence (Shift+R)",
                                  "Fix the sequence later (Shift+F)"}));
  for (const auto* button : panel->judgeBar()->findChildren<QToolButton*>())
    EXPECT_FALSE(button->isVisible() && button->defaultAction() == action("quality.swap")) << "of findings";
  panel->showSequences(false);
  EXPECT_EQ(named().front(), "Accept (A)");
}

TEST_F(JudgingTest, repairs_beside_the_verdicts_show_their_letters) {
  openFaulty();
  press(Qt::Key_Space);
  const auto letters = [this] {
    QStringList shown;
    for (const auto* button : panel->judgeBar()->findChildren<QToolButton*>())
      if (button->defaultAction() != nullptr && button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon)
        shown << button->text();
    return shown;
  };
  EXPECT_EQ(letters(), (QStringList{"S", "I", "B"}));
  actions.setShortcut("quality.interpolate", QKeySequence("V"));
  EXPECT_EQ(letters(), (QStringList{"S", "V", "B"}));
  action("quality.swap")->setEnabled(!action("quality.swap")->isEnabled());
  EXPECT_EQ(letters(), (QStringList{"S", "V", "B"})) << "whatever else of it changes";
}

TEST_F(JudgingTest, escape_in_the_list_shows_all_findings_again) {
  openFaulty();
  const int all = findings().rowCount();
  panel->filterBar()->words()->setText("wrist");
  ASSERT_LT(findings().rowCount(), all);
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const int kept = *panel->chosen();
  press(Qt::Key_Escape);
  EXPECT_EQ(findings().rowCount(), all);
  EXPECT_TRUE(panel->filterBar()->words()->text().isEmpty());
  EXPECT_EQ(panel->chosen(), kept);
}

TEST_F(JudgingTest, where_nothing_is_left_the_next_key_leads_back_to_the_finding_that_is_lit) {
  openFaulty();
  press(Qt::Key_Space);
  while (openCount() > 0) press(Qt::Key_A);
  const Finding lit = chosen();
  const auto& sequences = session.catalog()->sequences;
  const SequenceRecord& other = sequences[sequences[0].id == lit.sequence ? 1 : 0];
  session.cursor()->setSequence(other.id, other.frames, 0);
  press(Qt::Key_BracketRight);
  EXPECT_EQ(session.cursor()->sequence(), lit.sequence);
  EXPECT_EQ(session.cursor()->frame(), lit.worst_frame);
}

TEST_F(JudgingTest, what_is_doubted_anew_is_told_with_where_it_is) {
  openFaulty();
  walkTo("side_swap");
  ASSERT_EQ(chosen().detector, "side_swap");
  const SequenceId sequence = chosen().sequence;
  press(Qt::Key_S);
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(sequence)->repairs.empty(); }));
  ASSERT_TRUE(found());
  panel->showRepairs();
  panel->findChild<QTabWidget*>()->currentWidget()->findChild<QTableView*>()->setFocus();
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_Backspace);  // what was mended is wrong again
  ASSERT_TRUE(wait_for([&] { return session.catalog()->sequence(sequence)->repairs.empty(); }));
  ASSERT_TRUE(found());
  ASSERT_EQ(told.count(), 2);
  const QString words = told.last()[0].toString();
  EXPECT_TRUE(words.startsWith("1 repair(s) taken back · ")) << words.toStdString();
  const int row = panel->sequences()->rowOf(sequence);
  const QString name = panel->sequences()->index(row, SequencesModel::sequence_column).data().toString();
  EXPECT_TRUE(words.contains("new finding(s) in " + name + ": ")) << words.toStdString();
}

TEST_F(JudgingTest, the_list_of_sequences_begins_at_the_one_that_is_shown) {
  openFaulty();
  const SequenceId shown = session.catalog()->sequences.back().id;
  session.cursor()->setSequence(shown, session.catalog()->sequences.back().frames, 7);
  panel->showSequences(true);
  auto* table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  table->setFocus();
  EXPECT_EQ(panel->sequences()->sequenceAt(table->currentIndex().row()), shown);
  EXPECT_EQ(session.cursor()->frame(), 7) << "nobody has chosen another";
}

TEST_F(JudgingTest, enter_on_a_sequence_without_findings_says_so_and_stays) {
  openFaulty();
  QualityOptions nothing;
  for (const auto& detector : detectors()) nothing.thresholds[std::string(detector->name())] = 1e9F;
  session.setQualityOptions(nothing);
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() == 0; }));
  panel->showSequences(true);
  auto* table = qobject_cast<QTableView*>(panel->findChild<QTabWidget*>()->currentWidget());
  table->setFocus();
  table->selectRow(0);
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_Return);
  ASSERT_EQ(told.count(), 1);
  EXPECT_TRUE(told.takeFirst()[0].toString().startsWith("Nothing is doubted in "));
  EXPECT_TRUE(findings().filter().text.isEmpty());
  EXPECT_EQ(QApplication::focusWidget(), table);
}

TEST_F(JudgingTest, a_repair_of_many_joints_says_how_many) {
  openFaulty();
  walkTo("side_swap");
  ASSERT_EQ(chosen().detector, "side_swap");
  ASSERT_EQ(chosen().joints.count(), 12U) << "all that have a side";
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_B);
  ASSERT_TRUE(wait_for([&] { return told.count() > 0; }));
  EXPECT_TRUE(told.first()[0].toString().endsWith("12 joint(s)")) << told.first()[0].toString().toStdString();
}

TEST_F(JudgingTest, a_repair_says_what_it_did_and_so_does_its_withdrawal) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  press(Qt::Key_Space);
  QSignalSpy told(&session, &Session::told);
  const Finding finding = chosen();
  press(Qt::Key_I);
  ASSERT_TRUE(wait_for([&] { return told.count() > 0; }));
  EXPECT_EQ(
      told.takeFirst()[0].toString(),
      QStringLiteral("Interpolated: frame %1 · %2").arg(frames_text(finding), joints_text(finding.joints)));
  ASSERT_TRUE(found());
  const int row = panel->sequences()->rowOf(finding.sequence);
  EXPECT_NE(panel->sequences()->index(row, SequencesModel::repaired_column).data().toString(), "0.0 %");
  told.clear();
  panel->showRepairs();
  auto* table = panel->findChild<QTabWidget*>()->currentWidget()->findChild<QTableView*>();
  table->setFocus();
  table->selectRow(0);
  press(Qt::Key_Backspace);
  ASSERT_TRUE(wait_for([&] { return told.count() > 0; }));
  EXPECT_EQ(told.takeFirst()[0].toString(), "1 repair(s) taken back");
}

TEST_F(JudgingTest, where_the_filter_hides_open_findings_the_end_of_the_list_is_not_the_end) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  QSignalSpy told(&session, &Session::told);
  for (int judged = findings().rowCount(); judged > 0 && told.isEmpty(); --judged) press(Qt::Key_A);
  ASSERT_EQ(told.count(), 1);
  ASSERT_GT(openCount(), 0);
  EXPECT_EQ(
      told.takeFirst()[0].toString(),
      QStringLiteral("No finding in the list is open · the filter hides %1 open one(s)").arg(openCount()));
  EXPECT_FALSE(says(*panel, "Every finding is judged"));
}

TEST_F(JudgingTest, a_note_on_a_finding_that_nobody_judged_waits_for_its_verdict) {
  openFaulty();
  press(Qt::Key_Space);
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), "ask Zoe");
  press(Qt::Key_Return);
  press(Qt::Key_Down);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "");
  press(Qt::Key_Up);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "ask Zoe");
  EXPECT_TRUE(onDisk().empty());
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].note, "ask Zoe");
}

TEST_F(JudgingTest, a_note_on_a_finding_rejected_with_its_frames_is_its_own_and_leaves_the_others_alone) {
  openFaulty();
  press(Qt::Key_Space);
  const Finding rejected = chosen();
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), "hand slipped");
  press(Qt::Key_Return);
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  int along = 0;
  while (along < findings().findingCount() &&
         (findings().state(along) != FindingState::rejected ||
          findings().finding(along).finding.detector == rejected.detector))
    ++along;
  ASSERT_LT(along, findings().findingCount()) << "another detector doubts the same frames";
  const Finding other = findings().finding(along).finding;
  panel->table()->selectRow(findings().rowOf(along));
  ASSERT_EQ(panel->chosen(), along);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "") << "what was said of another finding";
  for (const char* words : {"too short", " by far #arm"}) {
    press(Qt::Key_N);
    press(Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), words);
    press(Qt::Key_Return);
    ASSERT_TRUE(found());
  }
  ASSERT_EQ(onDisk().size(), 3U);
  EXPECT_EQ(onDisk()[0].note, "hand slipped");
  EXPECT_EQ(onDisk()[0].detector, rejected.detector);
  EXPECT_EQ(onDisk()[2].note, "too short by far");
  EXPECT_EQ(onDisk()[2].tags, std::vector<std::string>{"arm"});
  EXPECT_EQ(onDisk()[2].detector, other.detector);
  EXPECT_EQ(onDisk()[2].frames(), (FrameRun{other.first_frame, other.last_frame}));
  EXPECT_EQ(onDisk()[2].verdict, Verdict::rejected);
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "too short by far #arm");
}

TEST_F(JudgingTest, where_a_copy_disagrees_is_listed_and_judged_one_by_one) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const Finding disputed = chosen();
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  std::filesystem::copy(scratch / "project", scratch / "copy", std::filesystem::copy_options::recursive);
  {
    Project copy = Project::open(scratch / "copy");
    VerdictRecord other = copy.catalog().verdicts.begin()[0];
    other.verdict = Verdict::rejected;
    other.reviewer = "Zoe";
    copy.add_verdicts(std::span(&other, 1));
  }
  session.mergeVerdicts(folder("copy"));
  ASSERT_TRUE(found());
  EXPECT_TRUE(panel->filterBar()->filter().contested);
  ASSERT_GT(findings().rowCount(), 0);
  EXPECT_LT(findings().rowCount(), findings().findingCount());
  for (int row = 0; row < findings().rowCount(); ++row) {
    const Finding& listed = findings().finding(findings().placeOf(row)).finding;
    EXPECT_TRUE(listed.first_frame <= disputed.last_frame && disputed.first_frame <= listed.last_frame);
    if (listed.detector == disputed.detector) panel->table()->selectRow(row);
  }
  panel->table()->setFocus();
  EXPECT_TRUE(says(*panel, "Rejected by Zoe"));
  press(Qt::Key_R);
  ASSERT_TRUE(found());
  EXPECT_EQ(findings().rowCount(), 0) << "one verdict more has settled it";
  EXPECT_EQ(onDisk().size(), 3U);
}

}  // namespace
}  // namespace solopose::testing
