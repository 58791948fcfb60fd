#include <map>

#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "core/project/catalog.h"
#include "core/project/joint_gap.h"
#include "core/project/repair_makers.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/quality_panel/repairs_model.h"

namespace solopose::testing {
namespace {

/// The row that is shown is the row that is judged and repaired, and what else happens is said.
class ShownAndJudgedTest : public QualityPanelTest {
 protected:
  QList<QModelIndex> lit() const { return panel->table()->selectionModel()->selectedRows(); }

  std::vector<FindingState> states() {
    std::vector<FindingState> all;
    for (int place = 0; place < findings().findingCount(); ++place) all.push_back(findings().state(place));
    return all;
  }
  /// An open finding whose frames lie in another one of another detector, which is returned: to be rejected.
  std::optional<int> withCompany() {
    for (int place = 0; place < findings().findingCount(); ++place)
      for (int other = 0; other < findings().findingCount(); ++other)
        if (other != place && covers(place, other)) return place;
    return std::nullopt;
  }
  bool covers(int place, int other) {
    const Finding& all = findings().finding(place).finding;
    const Finding& part = findings().finding(other).finding;
    return all.sequence == part.sequence && all.detector != part.detector &&
           all.first_frame <= part.first_frame && part.last_frame <= all.last_frame;
  }
  int judgedCount() { return findings().progress().judged; }

  QSignalSpy told{&session, &Session::told};
};

TEST_F(ShownAndJudgedTest, whatever_key_moves_through_the_findings_the_shown_one_is_lit_and_judged) {
  openFaulty();
  for (const auto& [key, modifiers] :
       {std::pair(Qt::Key_Home, Qt::ControlModifier), std::pair(Qt::Key_End, Qt::ControlModifier),
        std::pair(Qt::Key_PageUp, Qt::ControlModifier), std::pair(Qt::Key_PageDown, Qt::ControlModifier),
        std::pair(Qt::Key_Home, Qt::NoModifier), std::pair(Qt::Key_End, Qt::NoModifier)}) {
    panel->table()->selectRow(2);
    const int before = *panel->chosen();
    press(key, modifiers);
    ASSERT_TRUE(panel->chosen());
    EXPECT_NE(*panel->chosen(), before) << key;
    ASSERT_EQ(lit().size(), 1) << key;
    EXPECT_EQ(findings().placeOf(lit().front().row()), *panel->chosen()) << key;
    EXPECT_EQ(session.cursor()->frame(), chosen().worst_frame) << key;
  }
  press(Qt::Key_Home, Qt::ControlModifier);
  const Finding shown = chosen();
  EXPECT_EQ(findings().rowOf(*panel->chosen()), 0);
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].detector, shown.detector);
  EXPECT_EQ(onDisk()[0].frames(), (FrameRun{shown.first_frame, shown.last_frame}));
}

TEST_F(ShownAndJudgedTest, a_rejection_says_how_many_findings_it_settled_and_goes_on_to_an_open_one) {
  openFaulty();
  const auto place = withCompany();
  ASSERT_TRUE(place);
  panel->table()->selectRow(findings().rowOf(*place));
  press(Qt::Key_R);
  const int settled = judgedCount();
  ASSERT_GT(settled, 1);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(),
            QStringLiteral("Rejected: %1 finding(s) of these frames").arg(settled));
  EXPECT_EQ(findings().state(*panel->chosen()), FindingState::open);
  ASSERT_EQ(lit().size(), 1);
  EXPECT_EQ(findings().placeOf(lit().front().row()), *panel->chosen());

  panel->table()->selectRow(findings().rowOf(*place));
  press(Qt::Key_F);
  EXPECT_EQ(judgedCount(), 1);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(),
            QStringLiteral("%1 finding(s) of these frames open again").arg(settled - 1));
  ASSERT_TRUE(found());
  EXPECT_EQ(onDisk().size(), 2U);
}

TEST_F(ShownAndJudgedTest, a_verdict_that_cannot_free_frames_from_anothers_rejection_says_so) {
  openFaulty();
  const auto place = withCompany();
  ASSERT_TRUE(place);
  int other = 0;
  while (!covers(*place, other) || other == *place) ++other;
  panel->table()->selectRow(findings().rowOf(*place));
  press(Qt::Key_R);
  told.clear();
  panel->table()->selectRow(findings().rowOf(other));
  press(Qt::Key_F);
  EXPECT_EQ(findings().state(other), FindingState::rejected);
  ASSERT_EQ(told.count(), 1);
  EXPECT_TRUE(told.takeFirst()[0].toString().startsWith("These frames stay rejected, for another finding"));
  ASSERT_TRUE(found());
}

TEST_F(ShownAndJudgedTest, what_is_rejected_is_repaired_only_after_the_verdict_was_taken_back) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const int place = *panel->chosen();
  press(Qt::Key_R);
  for (const Qt::Key repair : {Qt::Key_I, Qt::Key_B, Qt::Key_M, Qt::Key_S, Qt::Key_P}) {
    panel->table()->selectRow(findings().rowOf(place));
    told.clear();
    press(repair);
    ASSERT_EQ(told.count(), 1) << repair;
    EXPECT_EQ(told.takeFirst()[0].toString(),
              "These frames are rejected: take the verdict back before you repair them");
  }
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->repairs()->rowCount(), 0);
  panel->table()->selectRow(findings().rowOf(place));
  press(Qt::Key_Backspace);
  ASSERT_TRUE(found());
  panel->table()->selectRow(findings().rowOf(place));
  press(Qt::Key_B);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
}

TEST_F(ShownAndJudgedTest, only_short_gaps_are_interpolated) {
  openFaulty();
  const auto length = [this](int place) {
    const Finding& finding = findings().finding(place).finding;
    return finding.last_frame - finding.first_frame + 1;
  };
  int place = 0;
  const SequenceRecord* record = nullptr;
  for (; place < findings().findingCount(); ++place) {
    const Finding& finding = findings().finding(place).finding;
    record = session.catalog()->sequence(finding.sequence);
    if (finding.first_frame > 0 && finding.last_frame + 1 < record->frames &&
        length(place) > longest_bridge(record->frames_per_second))
      break;
  }
  ASSERT_LT(place, findings().findingCount()) << "one is too long";
  panel->table()->selectRow(findings().rowOf(place));
  press(Qt::Key_I);
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(told.takeFirst()[0].toString(),
            QStringLiteral("Too long to interpolate: %1 frames, at most %2 (a quarter of a second)")
                .arg(length(place))
                .arg(longest_bridge(record->frames_per_second)));
  ASSERT_TRUE(found());
  EXPECT_EQ(panel->repairs()->rowCount(), 0);
}

TEST_F(ShownAndJudgedTest, a_repair_that_would_be_refused_is_not_offered_and_says_why) {
  openFaulty();
  const auto button = [this](const char* id) {
    for (QToolButton* each : panel->judgeBar()->findChildren<QToolButton*>())
      if (each->defaultAction() == action(id)) return each;
    return static_cast<QToolButton*>(nullptr);
  };
  const QAction* interpolate = action("quality.interpolate");
  std::map<bool, int> places;  // by whether it is offered
  for (int place = 0; place < findings().findingCount(); ++place) {
    panel->table()->selectRow(findings().rowOf(place));
    const bool offered = button("quality.interpolate")->isEnabled();
    EXPECT_EQ(offered, !interpolate->toolTip().contains('\n')) << qPrintable(interpolate->toolTip());
    if (interpolate->isEnabled()) places[offered] = place;
  }
  ASSERT_EQ(places.size(), 2U);
  panel->table()->selectRow(findings().rowOf(places[false]));
  const QString said = interpolate->toolTip();
  told.clear();
  press(Qt::Key_I);
  ASSERT_EQ(told.count(), 1);
  EXPECT_TRUE(said.endsWith('\n' + told.takeFirst()[0].toString())) << qPrintable(said);
  EXPECT_EQ(panel->repairs()->rowCount(), 0);
  panel->table()->selectRow(findings().rowOf(places[true]));
  press(Qt::Key_I);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const int place = *panel->chosen();
  ASSERT_TRUE(button("quality.blank")->isEnabled());
  press(Qt::Key_R);
  panel->table()->selectRow(findings().rowOf(place));
  for (const char* id : {"quality.interpolate", "quality.blank", "quality.swap"}) {
    EXPECT_FALSE(button(id)->isEnabled()) << id;
    EXPECT_TRUE(action(id)->toolTip().endsWith(
        "These frames are rejected: take the verdict back before you repair them"))
        << id;
  }
  ASSERT_TRUE(found());
}

TEST_F(ShownAndJudgedTest, the_window_follows_the_row_of_a_repair) {
  openFaulty();
  const SequenceId sequence = findings().finding(0).finding.sequence;
  for (const FrameRun frames : {FrameRun{20, 22}, FrameRun{60, 61}, FrameRun{90, 99}})
    session.repair(
        {{.method = RepairMethod::blank, .sequence = sequence, .frames = frames, .reviewer = "Zoe"}});
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 3; }));
  ASSERT_TRUE(found());
  panel->showRepairs();
  auto* table = panel->findChild<QTabWidget*>()->currentWidget()->findChild<QTableView*>();
  table->setFocus();
  session.cursor()->setFrame(0);
  for (const auto& [key, frame] : {std::pair(Qt::Key_End, 20), std::pair(Qt::Key_Up, 60),
                                   std::pair(Qt::Key_Home, 90), std::pair(Qt::Key_Down, 60)}) {
    press(key);
    EXPECT_EQ(session.cursor()->sequence(), sequence);
    EXPECT_EQ(session.cursor()->frame(), frame);
  }
  press(Qt::Key_Backspace);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 2; }));
  for (int row = 0; row < 2; ++row) EXPECT_NE(panel->repairs()->repairAt(row).first_frame, 60);
  EXPECT_EQ(session.cursor()->frame(), 20) << "the next takes its row";
  panel->showSequences(false);
  session.cursor()->setFrame(5);
  session.undo();
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 3; }));
  EXPECT_EQ(session.cursor()->frame(), 5) << "a list that nobody sees leads nowhere";
}

}  // namespace
}  // namespace solopose::testing
