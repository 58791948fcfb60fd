#include "core/quality/report_csv.h"

#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/quality/detector.h"
#include "core/quality/report_rows.h"

namespace solopose {
namespace {

void add_row(std::string& text, const Finding& finding, const SequenceRecord& sequence,
             const FindingJudgement& judged, CsvTexts texts) {
  const Detector* detector = detector_named(finding.detector);
  fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{},{},{}", csv_text(sequence.name, texts),
                 finding.first_frame, finding.last_frame, finding.worst_frame,
                 fmt::join(names_of(finding.joints), " "), finding.detector, finding.score, finding.threshold,
                 detector == nullptr ? "" : detector->unit(), csv_text(in_english(finding.reason), texts),
                 name_of(judged.state));
  if (judged.by == nullptr) {
    text += ",,,\n";
    return;
  }
  fmt::format_to(std::back_inserter(text), ",{},{},{}\n", csv_text(judged.by->reviewer, texts),
                 csv_text(judged.by->note, texts),
                 csv_text(fmt::format("{}", fmt::join(judged.by->tags, " ")), texts));
}

}  // namespace

std::string findings_as_csv(const QualityReport& report, const Catalog& catalog, CsvTexts texts) {
  std::string text =
      "sequence,first_frame,last_frame,worst_frame,joints,detector,score,threshold,unit,reason,verdict,"
      "reviewer,note,tags\n";
  const FindingStates states(catalog.verdicts);
  for (const Finding& finding : report.findings) {
    const SequenceRecord* sequence = catalog.sequence(finding.sequence);
    if (sequence != nullptr) add_row(text, finding, *sequence, states.of(finding), texts);
  }
  return text;
}

}  // namespace solopose
