#include "widgets/quality_panel/findings_model.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include <QSignalSpy>

#include "tests/widgets/quality_panel/sample_findings.h"

namespace solopose::testing {
namespace {

constexpr int many = 100'000;

class FindingsModelTest : public ::testing::Test {
 protected:
  void fill(int count, int sequences = 10) {
    catalog = sample_catalog(sequences);
    model.setFindings(catalog, sample_rows(*catalog, count));
  }
  const Finding& shown(int row) const { return model.finding(model.placeOf(row)).finding; }
  QString text(int row, int column) const { return model.index(row, column).data().toString(); }
  /// Every row leads to its place and back.
  void expectConsistent() const {
    std::set<int> places;
    for (int row = 0; row < model.rowCount(); ++row) {
      places.insert(model.placeOf(row));
      ASSERT_EQ(model.rowOf(model.placeOf(row)), row);
    }
    EXPECT_EQ(static_cast<int>(places.size()), model.rowCount());
  }

  std::shared_ptr<Catalog> catalog;
  FindingsModel model;
};

TEST_F(FindingsModelTest, a_hundred_thousand_findings_stand_in_the_order_they_were_found) {
  fill(many);
  ASSERT_EQ(model.rowCount(), many);
  const std::vector<FindingRow> rows = sample_rows(*catalog, many);
  for (int row = 0; row < many; row += 997) {
    EXPECT_EQ(model.placeOf(row), row);
    EXPECT_EQ(shown(row), rows[static_cast<std::size_t>(row)].finding);
  }
  expectConsistent();
}

TEST_F(FindingsModelTest, sorting_by_score_puts_the_worst_on_top_and_keeps_the_order_of_equals) {
  fill(many);
  model.sort(FindingsModel::score_column, Qt::DescendingOrder);
  ASSERT_EQ(model.rowCount(), many);
  for (int row = 1; row < many; ++row) {
    ASSERT_GE(shown(row - 1).score, shown(row).score) << row;
    if (shown(row - 1).score == shown(row).score) {
      ASSERT_LT(model.placeOf(row - 1), model.placeOf(row)) << row;
    }
  }
  expectConsistent();
}

TEST_F(FindingsModelTest, what_is_rejected_only_because_its_frames_are_says_so) {
  catalog = sample_catalog(1);
  std::vector<FindingRow> rows = sample_rows(*catalog, 2);
  rows[1].finding.first_frame = rows[0].finding.first_frame;
  rows[1].finding.last_frame = rows[0].finding.last_frame;
  model.setFindings(catalog, rows);
  model.setVerdicts({verdict_on(rows[0].finding, Verdict::rejected)});
  EXPECT_EQ(text(0, FindingsModel::state_column), "Rejected");
  EXPECT_EQ(text(1, FindingsModel::state_column), "Frames rejected");
  model.setVerdicts(
      {verdict_on(rows[0].finding, Verdict::rejected, 1), verdict_on(rows[1].finding, Verdict::rejected, 2)});
  EXPECT_EQ(text(0, FindingsModel::state_column), "Rejected");
  EXPECT_EQ(text(1, FindingsModel::state_column), "Rejected");
}

TEST_F(FindingsModelTest, every_column_sorts_both_ways) {
  fill(500);
  for (int column = 0; column < FindingsModel::column_count; ++column) {
    model.sort(column, Qt::AscendingOrder);
    const QString first = text(0, column);
    expectConsistent();
    model.sort(column, Qt::DescendingOrder);
    expectConsistent();
    if (column == FindingsModel::state_column) continue;
    EXPECT_NE(text(0, column), first) << column;
  }
}

TEST_F(FindingsModelTest, what_is_wrong_is_sorted_by_joints_and_then_by_its_number) {
  fill(1000);
  model.sort(FindingsModel::reason_column);
  const auto order = [this](int row) {
    const Reason& reason = model.finding(model.placeOf(row)).finding.reason;
    return std::pair(std::get<JointMask>(reason.values[0]).to_ulong(),
                     std::get<Figure>(reason.values[1]).value);
  };
  for (int row = 1; row < model.rowCount(); ++row) EXPECT_LE(order(row - 1), order(row)) << row;
}

TEST_F(FindingsModelTest, what_is_selected_stays_selected_when_the_list_is_sorted) {
  fill(1000);
  const QPersistentModelIndex kept = model.index(123, 0);
  const int place = model.placeOf(123);
  model.sort(FindingsModel::reason_column, Qt::DescendingOrder);
  ASSERT_TRUE(kept.isValid());
  EXPECT_EQ(model.placeOf(kept.row()), place);
}

TEST_F(FindingsModelTest, a_filter_shows_what_has_all_its_words_and_nothing_else) {
  fill(many);
  model.setFilter({.text = "BEN  96 mm"});
  int expected = 0;
  for (const FindingRow& row : sample_rows(*catalog, many))
    if (row.dataset == 2 && row.search.find("96 mm") != std::string::npos) ++expected;
  EXPECT_EQ(model.rowCount(), expected);
  ASSERT_GT(expected, 100);
  for (int row = 0; row < model.rowCount(); row += 50) {
    EXPECT_TRUE(
        model.index(row, FindingsModel::sequence_column).data(Qt::ToolTipRole).toString().contains("ben"));
    EXPECT_TRUE(text(row, FindingsModel::reason_column).contains("96 mm"));
  }
  expectConsistent();
  model.setFilter({});
  EXPECT_EQ(model.rowCount(), many);
}

TEST_F(FindingsModelTest, detector_dataset_and_state_narrow_the_list_together) {
  fill(1200);
  FindingFilter filter;
  filter.detector = 2;
  filter.dataset = 1;
  filter.state = FindingState::open;
  model.setFilter(filter);
  const int before = model.rowCount();
  ASSERT_GT(before, 10);
  for (int row = 0; row < before; ++row) {
    EXPECT_EQ(model.finding(model.placeOf(row)).detector, 2);
    EXPECT_EQ(model.finding(model.placeOf(row)).dataset, 1);
  }
  model.setVerdicts({verdict_on(shown(5), Verdict::accepted)});
  EXPECT_EQ(model.rowCount(), before - 1);
  filter.state = FindingState::accepted;
  model.setFilter(filter);
  EXPECT_EQ(model.rowCount(), 1);
}

TEST_F(FindingsModelTest, a_verdict_among_a_hundred_thousand_changes_its_finding_and_moves_nothing) {
  fill(many);
  QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
  QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
  const Finding judged = shown(54'321);
  EXPECT_TRUE(model.setVerdicts({verdict_on(judged, Verdict::rejected)}).empty());
  EXPECT_EQ(model.state(54'321), FindingState::rejected);
  EXPECT_EQ(model.progress().judged, 1);
  EXPECT_EQ(model.progress().findings, many);
  EXPECT_EQ(resets.count(), 0);
  EXPECT_EQ(changes.count(), 1);
  EXPECT_EQ(model.setVerdicts({}), std::vector{54'321}) << "taken back";
  EXPECT_EQ(model.progress().judged, 0);
}

TEST_F(FindingsModelTest, the_same_verdicts_again_change_nothing) {
  fill(1000);
  const std::vector<VerdictRecord> verdicts{verdict_on(shown(1), Verdict::rejected)};
  model.setVerdicts(verdicts);
  QSignalSpy changes(&model, &FindingsModel::statesChanged);
  model.setVerdicts(verdicts);
  EXPECT_EQ(changes.count(), 0);
}

TEST_F(FindingsModelTest, states_are_those_of_judging_everything_anew_whatever_was_given_or_taken_back) {
  fill(600, 12);
  std::vector<VerdictRecord> verdicts;
  unsigned seed = 7;
  const auto random = [&seed](unsigned below) {
    return (seed = seed * 1664525 + 1013904223) / 65536 % below;
  };
  for (int round = 0; round < 200; ++round) {
    if (!verdicts.empty() && random(3) == 0) {
      verdicts.erase(verdicts.begin() + random(static_cast<unsigned>(verdicts.size())));
    } else {
      const Finding& finding = model.finding(static_cast<int>(random(600))).finding;
      verdicts.push_back(verdict_on(finding, static_cast<Verdict>(random(3)), round + 1));
    }
    model.setVerdicts(verdicts);
  }
  FindingsModel anew;
  anew.setVerdicts(verdicts);
  anew.setFindings(catalog, sample_rows(*catalog, 600));
  for (int place = 0; place < 600; ++place) EXPECT_EQ(model.state(place), anew.state(place)) << place;
  EXPECT_EQ(model.progress().judged, anew.progress().judged);
}

TEST_F(FindingsModelTest, rows_stand_as_if_sorted_and_filtered_anew_after_each_verdict) {
  for (const bool filtered : {false, true}) {
    const int column = filtered ? FindingsModel::score_column : FindingsModel::state_column;
    const FindingFilter filter{.text = {},
                               .state = filtered ? std::optional(FindingState::open) : std::nullopt};
    fill(600, 12);
    model.setVerdicts({});
    model.setFilter(filter);
    model.sort(column, Qt::DescendingOrder);
    std::vector<VerdictRecord> verdicts;
    for (int round = 0; round < 40; ++round) {
      if (round % 4 == 3) verdicts.erase(verdicts.begin() + round / 4);
      verdicts.push_back(
          verdict_on(model.finding(round * 79 % 600).finding, static_cast<Verdict>(round % 3), round + 1));
      model.setVerdicts({}, std::make_shared<const VerdictList>(verdicts));
      FindingsModel anew;
      anew.setVerdicts(verdicts);
      anew.setFindings(catalog, sample_rows(*catalog, 600));
      anew.setFilter(filter);
      anew.sort(column, Qt::DescendingOrder);
      ASSERT_EQ(model.rowCount(), anew.rowCount());
      for (int row = 0; row < model.rowCount(); ++row) ASSERT_EQ(model.placeOf(row), anew.placeOf(row));
    }
  }
}

TEST_F(FindingsModelTest, progress_is_counted_for_each_dataset) {
  fill(100, 2);
  model.setVerdicts({verdict_on(model.finding(0).finding, Verdict::accepted),
                     verdict_on(model.finding(99).finding, Verdict::rejected, 2),
                     verdict_on(model.finding(98).finding, Verdict::fix_later, 3)});
  EXPECT_EQ(model.progress(1).judged, 1);
  EXPECT_EQ(model.progress(1).findings, 50);
  EXPECT_EQ(model.progress(2).judged, 2);
  EXPECT_EQ(model.progress(77).findings, 0);
}

TEST_F(FindingsModelTest, walking_goes_over_the_shown_open_ones_in_their_order_and_round) {
  fill(12);
  model.sort(FindingsModel::score_column, Qt::DescendingOrder);
  model.setVerdicts({verdict_on(shown(1), Verdict::accepted)});
  const auto row = [&](std::optional<int> place) { return place ? model.rowOf(*place) : -1; };
  EXPECT_EQ(row(model.nextOpen(std::nullopt, false)), 0);
  EXPECT_EQ(row(model.nextOpen(std::nullopt, true)), 11);
  EXPECT_EQ(row(model.nextOpen(model.placeOf(0), false)), 2) << "the judged one is passed over";
  EXPECT_EQ(row(model.nextOpen(model.placeOf(2), true)), 0);
  EXPECT_EQ(row(model.nextOpen(model.placeOf(11), false)), 0);
  EXPECT_EQ(row(model.nextOpen(model.placeOf(0), true)), 11);
}

TEST_F(FindingsModelTest, walking_goes_on_from_where_a_hidden_finding_would_stand) {
  fill(12);
  const int hidden = model.placeOf(5);
  model.setVerdicts({verdict_on(shown(5), Verdict::accepted)});
  model.setFilter({.text = {}, .detector = {}, .dataset = {}, .state = FindingState::open});
  ASSERT_EQ(model.rowOf(hidden), -1);
  EXPECT_EQ(model.nextOpen(hidden, false), 6);
  EXPECT_EQ(model.nextOpen(hidden, true), 4);
}

TEST_F(FindingsModelTest, nothing_open_is_nothing_to_walk_to) {
  fill(3);
  std::vector<VerdictRecord> all;
  for (int i = 0; i < 3; ++i) all.push_back(verdict_on(shown(i), Verdict::accepted, i + 1));
  model.setVerdicts(all);
  EXPECT_EQ(model.nextOpen(0, false), std::nullopt);
  model.setFindings(catalog, {});
  EXPECT_EQ(model.nextOpen(std::nullopt, false), std::nullopt);
}

TEST_F(FindingsModelTest, a_raised_threshold_hides_what_lies_below_until_new_findings_come) {
  fill(1000);
  int below = 0;
  for (int place = 0; place < 1000; ++place)
    if (model.finding(place).detector == 1 && model.finding(place).finding.score <= 500) ++below;
  ASSERT_GT(below, 10);
  model.setLeastScore(1, 500);
  EXPECT_EQ(model.rowCount(), 1000 - below);
  model.replaceFindings(1, {});
  for (int place = 0; place < model.findingCount(); ++place) EXPECT_NE(model.finding(place).detector, 1);
  EXPECT_EQ(model.rowCount(), 750);
  std::vector<FindingRow> fresh = sample_rows(*catalog, 1000);
  std::erase_if(fresh, [](const FindingRow& row) { return row.detector != 1; });
  model.replaceFindings(1, fresh);
  EXPECT_EQ(model.rowCount(), 1000);
  const std::vector<FindingRow> rows = sample_rows(*catalog, 1000);
  for (int place = 0; place < 1000; ++place)
    EXPECT_EQ(model.finding(place).finding, rows[static_cast<std::size_t>(place)].finding) << place;
  expectConsistent();
}

TEST_F(FindingsModelTest, findings_of_sequences_that_are_gone_are_left_out) {
  const auto all = sample_catalog(4);
  std::vector<Finding> findings;
  for (const FindingRow& row : sample_rows(*all, 40)) findings.push_back(row.finding);
  all->sequences.erase(all->sequences.begin() + 1);
  EXPECT_EQ(finding_rows(findings, *all).size(), 30U);
}

}  // namespace
}  // namespace solopose::testing
