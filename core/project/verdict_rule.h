#pragma once

#include <span>
#include <vector>

#include "core/project/verdict.h"

namespace solopose {

struct Catalog;

// Which of many verdicts holds.
//
// A verdict on the frames themselves (without a detector) answers every older one. A verdict on a detector's
// finding answers older ones of that detector only: whoever accepts what one detector doubted has not said
// that what another found there is right. Of what then stands of a frame the gravest holds: rejected, fix
// later, accepted. Newer is the later `at`, of equal ones the later id.

/// Frames of a sequence of which the same holds.
struct JudgedRun {
  FrameRun frames;
  Verdict verdict = Verdict::accepted;

  bool operator==(const JudgedRun&) const = default;
};

/// What holds of one sequence's frames: ascending, apart from each other, neighbours differ; frames that
/// nobody has judged are in none. `verdicts`: active ones of that sequence, oldest first.
std::vector<JudgedRun> judged_runs(std::span<const VerdictRecord* const> verdicts);
/// The same for a sequence of a catalog, by looking through all its verdicts.
std::vector<JudgedRun> judged_runs(const Catalog& catalog, SequenceId sequence);

/// Two reviewers' verdicts that disagree over frames that both cover.
struct VerdictConflict {
  SequenceId sequence = 0;
  FrameRun frames;
  VerdictId older = 0;
  VerdictId newer = 0;

  bool operator==(const VerdictConflict&) const = default;
};

/// Of each reviewer the newest verdict on the frames or on a detector's findings counts. Two that differ and
/// speak of the same (the same detector, or one of them of the frames themselves) are in conflict until
/// somebody gives a verdict over those frames: it `settles` both, for the frames it covers and as long as it
/// is not taken back. In the order of sequence ids, frames, verdict ids.
std::vector<VerdictConflict> verdict_conflicts(const Catalog& catalog);
/// The same among some verdicts, oldest first.
std::vector<VerdictConflict> verdict_conflicts(std::span<const VerdictRecord> verdicts);

}  // namespace solopose
