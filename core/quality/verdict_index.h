#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/project/verdict_list.h"
#include "core/quality/finding_state.h"

namespace solopose {

/// Verdicts by sequence, and what holds of findings by them, kept up to date: one verdict more costs what its
/// sequence has, and a glance at the others' addresses. For one thread at a time.
class VerdictIndex {
 public:
  using Kept = std::shared_ptr<const VerdictList>;

  VerdictIndex() = default;
  VerdictIndex(const VerdictIndex&) = delete;
  VerdictIndex& operator=(const VerdictIndex&) = delete;

  /// `kept`: a project's; null: none. `given`: on their way to it, newer than those.
  /// @return sequences of which others are known than before, ascending.
  std::vector<SequenceId> update(const Kept& kept, const std::vector<VerdictRecord>& given);

  /// Oldest first. Until the next update.
  std::span<const VerdictRecord> of(SequenceId sequence) const;
  FindingJudgement judgement(const Finding& finding) const { return states_.of(finding); }
  bool is_contested(const Finding& finding) const { return states_.is_contested(finding); }

 private:
  Kept kept_ = std::make_shared<const VerdictList>();
  std::vector<VerdictRecord> given_;
  std::map<SequenceId, std::vector<VerdictRecord>> by_sequence_;  ///< kept ones, then given ones
  FindingStates states_;
};

}  // namespace solopose
