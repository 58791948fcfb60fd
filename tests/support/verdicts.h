#pragma once

#include <string>

#include "core/project/project.h"
#include "core/project/verdict.h"

namespace solopose::testing {

inline VerdictRecord verdict_on(SequenceId sequence, FrameRun frames, Verdict verdict = Verdict::rejected,
                                const std::string& reviewer = "me") {
  VerdictRecord record;
  record.sequence = sequence;
  record.first_frame = frames.first;
  record.last_frame = frames.last;
  record.verdict = verdict;
  record.reviewer = reviewer;
  return record;
}

inline VerdictId give(Project& project, const VerdictRecord& verdict) {
  return project.add_verdicts({&verdict, 1}).front();
}

}  // namespace solopose::testing
