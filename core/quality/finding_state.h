#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/project/verdict.h"
#include "core/quality/finding.h"

namespace solopose {

/// Which verdict holds for a finding: the newest of those that judge it. A verdict given on a detector's
/// finding judges that detector's findings that share a frame with it, so that it still holds when a
/// threshold moves the ends of the run; one given on frames judges every finding that lies within them.
class FindingStates {
 public:
  /// `verdicts`: of a catalog, oldest first. They must outlive this.
  explicit FindingStates(std::span<const VerdictRecord> verdicts);

  /// None: it is open.
  const VerdictRecord* of(const Finding& finding) const;

 private:
  std::unordered_map<SequenceId, std::vector<const VerdictRecord*>> newest_first_;
};

}  // namespace solopose
