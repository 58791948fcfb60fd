#include "widgets/quality_panel/finding_row.h"

#include <tuple>
#include <unordered_map>

#include "core/project/catalog.h"
#include "core/project/verdict.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/reason_text.h"

namespace solopose {
namespace {

std::string folded(const QString& text) { return text.toCaseFolded().toStdString(); }

/// All but the reason, which follows.
std::string search_text(const Finding& finding, const SequenceRecord& sequence) {
  return folded(QStringList{detector_title(finding.detector), QString::fromStdString(sequence.name),
                            joints_text(finding.joints), QString()}
                    .join(QLatin1Char('\n')));
}

int index_of_detector(std::string_view name) {
  const auto& all = detectors();
  const auto found = std::ranges::find_if(all, [&](const auto& each) { return each->name() == name; });
  return static_cast<int>(found - all.begin());
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
    const std::size_t reason_at = search.size();
    search += folded(reason_text(finding.reason));
    const int detector = index_of_detector(finding.detector);
    rows.push_back(
        {std::move(finding), detector, place->second, sequence.dataset, std::move(search), reason_at});
  }
  return rows;
}

bool comes_before(const FindingRow& a, const FindingRow& b) {
  return std::tie(a.place, a.finding.first_frame, a.detector) <
         std::tie(b.place, b.finding.first_frame, b.detector);
}

}  // namespace solopose
