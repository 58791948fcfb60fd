#include "core/quality/finding_state.h"

#include <algorithm>

namespace solopose {
namespace {

FrameRun frames_of(const Finding& finding) { return {finding.first_frame, finding.last_frame}; }

}  // namespace

void FindingStates::replace(SequenceId sequence, std::span<const VerdictRecord> verdicts) {
  rules_.erase(sequence);
  conflicts_.erase(sequence);
  verdicts_.erase(sequence);
  for (const VerdictRecord& verdict : verdicts) verdicts_[sequence].push_back(&verdict);
}

FindingJudgement FindingStates::of(const Finding& finding) const {
  if (!verdicts_.contains(finding.sequence)) return {};
  const SequenceVerdicts& said = of_sequence(finding.sequence);
  if (finding.is_step) {
    for (const std::int64_t frame : {finding.first_frame, finding.last_frame}) {
      const FindingJudgement judged = said.of({frame, frame}, finding.detector);
      if (judged.state == FindingState::rejected) return judged;
    }
  }
  return said.of(frames_of(finding), finding.detector);
}

bool FindingStates::is_contested(const Finding& finding) const {
  if (!verdicts_.contains(finding.sequence)) return false;
  return std::ranges::any_of(conflicts_of(finding.sequence), [&](const VerdictConflict& conflict) {
    return conflict.concerns(frames_of(finding), finding.detector, of(finding));
  });
}

const SequenceVerdicts& FindingStates::of_sequence(SequenceId sequence) const {
  const auto known = rules_.find(sequence);
  if (known != rules_.end()) return known->second;
  return rules_.emplace(sequence, SequenceVerdicts(verdicts_.at(sequence))).first->second;
}

const std::vector<VerdictConflict>& FindingStates::conflicts_of(SequenceId sequence) const {
  const auto known = conflicts_.find(sequence);
  if (known != conflicts_.end()) return known->second;
  return conflicts_.emplace(sequence, verdict_conflicts(verdicts_.at(sequence))).first->second;
}

}  // namespace solopose
