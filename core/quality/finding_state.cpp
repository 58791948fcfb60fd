#include "core/quality/finding_state.h"

#include <algorithm>
#include <ranges>

namespace solopose {
namespace {

bool judges(const VerdictRecord& verdict, const Finding& finding) {
  if (verdict.detector.empty()) {
    return verdict.first_frame <= finding.first_frame && finding.last_frame <= verdict.last_frame;
  }
  return verdict.detector == finding.detector && verdict.first_frame <= finding.last_frame &&
         finding.first_frame <= verdict.last_frame;
}

}  // namespace

FindingStates::FindingStates(std::span<const VerdictRecord> verdicts) {
  for (const VerdictRecord& verdict : std::views::reverse(verdicts)) {
    newest_first_[verdict.sequence].push_back(&verdict);
  }
}

const VerdictRecord* FindingStates::of(const Finding& finding) const {
  const auto of_sequence = newest_first_.find(finding.sequence);
  if (of_sequence == newest_first_.end()) return nullptr;
  const auto found = std::ranges::find_if(
      of_sequence->second, [&](const VerdictRecord* verdict) { return judges(*verdict, finding); });
  return found == of_sequence->second.end() ? nullptr : *found;
}

}  // namespace solopose
