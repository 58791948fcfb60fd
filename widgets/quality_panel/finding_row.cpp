#include "widgets/quality_panel/finding_row.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_map>

#include "core/project/catalog.h"
#include "core/project/verdict.h"
#include "core/quality/detector.h"
#include "core/quality/event_order.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/reason_text.h"

namespace solopose {
namespace {

std::string search_text(const Finding& finding, const SequenceRecord& sequence) {
  const QString text = QStringList{detector_title(finding.detector), QString::fromStdString(sequence.name),
                                   joints_text(finding.joints), reason_text(finding.reason)}
                           .join(QLatin1Char('\n'));
  return text.toCaseFolded().toStdString();
}

int index_of_detector(std::string_view name) {
  const auto& all = detectors();
  const auto found = std::ranges::find_if(all, [&](const auto& each) { return each->name() == name; });
  return static_cast<int>(found - all.begin());
}

/// Of one sequence.
void sort_by_event(std::span<FindingRow> rows, const Catalog& catalog) {
  std::vector<const Finding*> findings;
  for (const FindingRow& row : rows) findings.push_back(&row.finding);
  const std::int64_t frames = catalog.sequences[static_cast<std::size_t>(rows.front().place)].frames;
  std::vector<FindingRow> sorted;
  for (const std::size_t index : event_order(findings, frames)) sorted.push_back(std::move(rows[index]));
  std::ranges::move(sorted, rows.begin());
}

}  // namespace

std::vector<FindingRow> finding_rows(std::vector<Finding> findings, const Catalog& catalog) {
  std::unordered_map<SequenceId, int> places;
  for (const SequenceRecord& sequence : catalog.sequences)
    places.emplace(sequence.id, static_cast<int>(places.size()));
  std::vector<FindingRow> rows;
  rows.reserve(findings.size());
  for (Finding& finding : findings) {
    const auto place = places.find(finding.sequence);
    if (place == places.end()) continue;
    const SequenceRecord& sequence = catalog.sequences[static_cast<std::size_t>(place->second)];
    std::string search = search_text(finding, sequence);
    const int detector = index_of_detector(finding.detector);
    rows.push_back({std::move(finding), detector, place->second, sequence.dataset, std::move(search)});
  }
  return rows;
}

std::vector<FindingRow> replaced(std::vector<FindingRow> rows, int detector, std::vector<FindingRow> fresh,
                                 const Catalog& catalog) {
  std::erase_if(rows, [&](const FindingRow& row) { return row.detector == detector; });
  std::vector<FindingRow> all;
  all.reserve(rows.size() + fresh.size());
  std::ranges::merge(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()),
                     std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()),
                     std::back_inserter(all), {}, &FindingRow::place, &FindingRow::place);
  for (auto begin = all.begin(); begin != all.end();) {
    const auto end =
        std::find_if(begin, all.end(), [&](const FindingRow& row) { return row.place != begin->place; });
    sort_by_event({begin, end}, catalog);
    begin = end;
  }
  return all;
}

}  // namespace solopose
