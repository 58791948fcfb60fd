#include <cmath>

#include "core/quality/detector.h"
#include "core/quality/report.h"
#include "core/quality/report_rows.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

Json verdict_as_json(const FindingStates& states, const Finding& finding) {
  const FindingJudgement judged = states.of(finding);
  const VerdictRecord* by = judged.by;
  if (by == nullptr) return nullptr;
  return {{"verdict", name_of(judged.state)},
          {"reviewer", by->reviewer},
          {"note", by->note},
          {"tags", by->tags},
          {"at", by->at},
          {"contested", states.is_contested(finding)}};
}

Json number_as_json(float value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

}  // namespace

Json findings_as_json(const QualityReport& report, const Catalog& catalog) {
  const FindingStates states(catalog.verdicts);
  Json list = Json::array();
  for (const Finding& finding : report.findings) {
    const SequenceRecord* sequence = catalog.sequence(finding.sequence);
    const Detector* detector = detector_named(finding.detector);
    if (sequence == nullptr || detector == nullptr) continue;
    list.push_back({{"sequence", sequence->name},
                    {"first_frame", finding.first_frame},
                    {"last_frame", finding.last_frame},
                    {"joints", names_of(finding.joints)},
                    {"detector", finding.detector},
                    {"score", number_as_json(finding.score)},
                    {"threshold", number_as_json(finding.threshold)},
                    {"unit", detector->unit()},
                    {"worst_frame", finding.worst_frame},
                    {"reason", in_english(finding.reason)},
                    {"verdict", verdict_as_json(states, finding)}});
  }
  return list;
}

}  // namespace solopose
