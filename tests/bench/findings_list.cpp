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
    model.setFindings(catalog, sample_rows(*catalog, count));
    table.setModel(&model);
    table.resize(900, 600);
    table.show();
    QCoreApplication::processEvents();
  }

  std::shared_ptr<Catalog> catalog;
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
      {"scroll", scroll}};
  for (const auto& [what, act] : acts) {
    const double of_small = milliseconds(small, act);
    const double of_large = milliseconds(large, act);
    std::printf("%-28s %12.2f %12.2f   %5.1f\n", what, of_small, of_large, of_large / of_small);
  }
  return 0;
}
