// How the list of findings answers when it is long: milliseconds from the request to the painted list, for a
// thousand findings and for a hundred thousand, and the ratio of the two. Needs a screen:
//   tests/support/with-display build/bin/findings_list [FINDINGS]

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include "tests/widgets/quality_panel/sample_findings.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/quality_panel/findings_table.h"

namespace {

using namespace solopose;
using namespace solopose::testing;

constexpr int few = 1000;
constexpr int rounds = 15;

struct List {
  explicit List(int count) : catalog(sample_catalog(200)) {
    std::vector<VerdictRecord> all;
    const std::vector<FindingRow> rows = sample_rows(*catalog, count);
    for (const FindingRow& row : rows) {
      all.push_back(verdict_on(row.finding, Verdict::accepted, std::ssize(all) + 1));
      all.back().note = "as many as there are findings";
    }
    kept.push_back(std::make_shared<const VerdictList>(all));
    for (int round = 0; round < rounds; ++round) kept.push_back(rejudged(*kept.back(), round));
    model.setFindings(catalog, sample_rows(*catalog, count));
    table.setModel(&model);
    table.resize(900, 600);
    table.show();
    QCoreApplication::processEvents();
  }

  /// As a project has them after one more verdict: those of its sequence are read anew, the others shared.
  static VerdictIndex::Kept rejudged(const VerdictList& before, int round) {
    const VerdictRecord& judged = before[static_cast<std::size_t>(round) * 7919 % before.size()];
    std::vector<VerdictRecord> own;
    for (const VerdictRecord& verdict : before)
      if (verdict.sequence == judged.sequence) own.push_back(verdict);
    own.push_back(judged);
    own.back().id = std::ssize(before) + 1;
    own.back().verdict = Verdict::rejected;
    VerdictList after = before;
    after.replace({judged.sequence}, VerdictList(own));
    return std::make_shared<const VerdictList>(std::move(after));
  }

  std::shared_ptr<Catalog> catalog;
  std::vector<VerdictIndex::Kept> kept;  ///< before the first round, after it, …
  FindingsModel model;
  FindingsTable table;
  std::vector<VerdictRecord> verdicts;
};

/// The middle of several rounds.
double milliseconds(List& list, const std::function<void(List&, int)>& act) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    QElapsedTimer clock;
    clock.start();
    act(list, round);
    list.table.viewport()->repaint();
    times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    QCoreApplication::processEvents();
  }
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[rounds / 2];
}

void sort(List& list, int round, int column) {
  list.model.sort(column, round % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void filter(List& list, int round) {
  list.model.setFilter({.text = round % 2 == 0 ? QStringLiteral("wrist 9") : QString()});
}

void judge(List& list, int round) {
  const int place = (round * 7919) % list.model.findingCount();
  list.verdicts.push_back(verdict_on(list.model.finding(place).finding, Verdict::rejected, round + 1));
  list.model.setVerdicts(list.verdicts);
}

/// Of findings that are all judged.
void judge_among_many(List& list, int round) {
  list.model.setFilter({});
  list.model.setVerdicts({}, list.kept[static_cast<std::size_t>(round) + 1]);
}

void judge_open_ones(List& list, int round) {
  list.model.setFilter({.text = {}, .detector = {}, .dataset = {}, .state = FindingState::open});
  judge(list, round);
}

void scroll(List& list, int round) {
  QScrollBar* bar = list.table.verticalScrollBar();
  bar->setValue(static_cast<int>(std::int64_t{bar->maximum()} * round / rounds));
}

}  // namespace

int main(int argc, char** argv) {
  const QApplication application(argc, argv);
  const int many = argc > 1 ? std::atoi(argv[1]) : 100'000;
  List small(few);
  List large(many);
  std::printf("%-28s %12d %12d   ratio\n", "milliseconds, findings:", few, many);
  const std::vector<std::pair<const char*, std::function<void(List&, int)>>> acts{
      {"sort by score", [](List& list, int round) { sort(list, round, FindingsModel::score_column); }},
      {"sort by what is wrong",
       [](List& list, int round) { sort(list, round, FindingsModel::reason_column); }},
      {"filter by words", filter},
      {"verdict", judge},
      {"verdict among open ones", judge_open_ones},
      {"scroll", scroll},
      {"verdict among as many", judge_among_many}};
  for (const auto& [what, act] : acts) {
    const double of_small = milliseconds(small, act);
    const double of_large = milliseconds(large, act);
    std::printf("%-28s %12.2f %12.2f   %5.1f\n", what, of_small, of_large, of_large / of_small);
  }
  return 0;
}
