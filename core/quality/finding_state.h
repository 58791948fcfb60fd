#pragma once

#include <map>
#include <span>
#include <vector>

#include "core/project/verdict_rule.h"
#include "core/quality/finding.h"

namespace solopose {

/// What holds of findings by the rule of verdict_rule.h; a step is rejected with either of its two frames, so
/// that nobody need judge how what was rejected begins and ends. Of each sequence the verdicts are looked at
/// when its first finding is asked for. For one thread at a time.
class FindingStates {
 public:
  FindingStates() = default;
  /// `verdicts`: of a catalog, or any, oldest first. They must outlive this.
  template <typename Verdicts>
  explicit FindingStates(const Verdicts& verdicts) : verdicts_(by_sequence(verdicts)) {}

  /// Verdicts of one sequence in place of those it had, oldest first. They must outlive this.
  void replace(SequenceId sequence, std::span<const VerdictRecord> verdicts);

  FindingJudgement of(const Finding& finding) const;
  /// Whether reviewers disagree over it: one of verdict_conflicts concerns it.
  bool is_contested(const Finding& finding) const;

 private:
  const SequenceVerdicts& of_sequence(SequenceId sequence) const;
  const std::vector<VerdictConflict>& conflicts_of(SequenceId sequence) const;

  std::map<SequenceId, std::vector<const VerdictRecord*>> verdicts_;
  mutable std::map<SequenceId, SequenceVerdicts> rules_;
  mutable std::map<SequenceId, std::vector<VerdictConflict>> conflicts_;
};

}  // namespace solopose
