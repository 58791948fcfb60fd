#include "widgets/quality_panel/quality_panel.h"

#include <algorithm>
#include <functional>

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/options/number_box.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/repairs_model.h"

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
            metrics.horizontalAdvance("Frames rejected"))
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

TEST_F(QualityPanelTest, a_repair_that_removes_its_finding_leads_on_as_a_verdict_does) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const Finding spike = chosen();
  const int before = findings().findingCount();
  const auto shown = [&] { return lanes.findingAt(spike.sequence, spike.worst_frame); };
  ASSERT_TRUE(shown());
  QSignalSpy told(&session, &Session::told);
  press(Qt::Key_I);
  ASSERT_TRUE(wait_for([&] { return told.count() == 1; }));
  EXPECT_FALSE(shown()) << "nobody knows yet whether it is still there";
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() < before && panel->isSettled(); }));
  for (int place = 0; place < findings().findingCount(); ++place) {
    const Finding& other = findings().finding(place).finding;
    EXPECT_FALSE(other.sequence == spike.sequence && other.first_frame == spike.first_frame &&
                 other.detector == spike.detector);
  }
  EXPECT_TRUE(told.last()[0].toString().endsWith(" · nothing is wrong there any more"))
      << told.last()[0].toString().toStdString();
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(findings().state(*panel->chosen()), FindingState::open);
  EXPECT_EQ(session.cursor()->frame(), chosen().worst_frame);
  EXPECT_EQ(QApplication::focusWidget(), panel->table());
  const Finding next = chosen();
  press(Qt::Key_A);
  ASSERT_TRUE(found());
  ASSERT_EQ(onDisk().size(), 1U);
  EXPECT_EQ(onDisk()[0].detector, next.detector) << "its verdict is given at once";
  session.undo();
  ASSERT_TRUE(found());
  session.undo();
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() == before; }));
  ASSERT_TRUE(found());
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(chosen(), spike) << "what an undo has brought back is looked at again";
}

TEST_F(QualityPanelTest, a_repair_that_mends_nothing_leads_nowhere) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  walkTo("spike");
  const Finding before = chosen();
  ASSERT_EQ(before.detector, "spike");
  press(Qt::Key_S);  // the wrist is where the other one belongs
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  ASSERT_TRUE(panel->chosen());
  EXPECT_EQ(chosen().detector, before.detector);
  EXPECT_LE(chosen().first_frame, before.last_frame);
  EXPECT_GE(chosen().last_frame, before.first_frame);
}

TEST_F(QualityPanelTest, a_repair_leads_nobody_away_who_writes_a_note) {
  openFaulty();
  panel->filterBar()->words()->setText("wrist");
  panel->table()->setFocus();
  press(Qt::Key_Space);
  const int before = findings().findingCount();
  press(Qt::Key_I);
  press(Qt::Key_N);
  QTest::keyClicks(QApplication::focusWidget(), "off");
  ASSERT_TRUE(wait_for([&] { return findings().findingCount() < before && panel->isSettled(); }));
  EXPECT_EQ(panel->judgeBar()->noteField()->text(), "off");
  EXPECT_FALSE(panel->chosen());
  EXPECT_TRUE(says(*panel, "Nothing is wrong here any more"));
  panel->table()->setFocus();
  press(Qt::Key_Space);
  EXPECT_TRUE(panel->chosen()) << "walking goes on from where it was";
}

TEST_F(QualityPanelTest, findings_and_repairs_are_counted_each_for_themselves) {
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
      QStringLiteral("%1 of %2 judged").arg(findings().progress().judged).arg(findings().findingCount()));
  EXPECT_EQ(panel->findChild<QTabWidget*>()->tabText(2), "Repairs (1)");
  EXPECT_EQ(findings().progress(dataset).repaired, 1);
  EXPECT_EQ(findings().progress(dataset).done(), findings().progress(dataset).judged + 1);
  const QComboBox* datasets = panel->filterBar()->datasetChoice();
  const QString listed = datasets->itemText(datasets->findData(static_cast<qlonglong>(dataset)));
  EXPECT_TRUE(listed.endsWith(QStringLiteral(" (%1 open)").arg(findings().progress(dataset).open())))
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
