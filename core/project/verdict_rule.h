#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/project/verdict.h"

namespace solopose {

struct Catalog;

// Which of many verdicts holds: the one rule from which follow the frames that are left out of everything
// computed, the state of what a detector doubts, and where reviewers disagree.
//
// A verdict on the frames themselves (without a detector) answers every older one. A verdict on a detector's
// finding answers older ones of that detector only: whoever accepts what one detector doubted has not said
// that what another found there is right. Of what then stands of a frame the gravest holds: rejected, fix
// later, accepted. Newer is the later `at`, of equal ones the later id.
//
// What a detector doubts is a run of frames. It is judged when a verdict on that detector's findings stands
// in one of them, so that it stays judged when a threshold moves the run's ends, or when each of them is
// rejected or lies under a verdict on the frames themselves. It is then rejected when each of its frames is,
// partly rejected when some are, and else what holds of it by the gravest verdict that speaks of it.

/// Frames of a sequence of which the same holds.
struct JudgedRun {
  FrameRun frames;
  Verdict verdict = Verdict::accepted;

  bool operator==(const JudgedRun&) const = default;
};

/// What holds of what a detector doubts; in the order of who needs a person first.
enum class FindingState : std::uint8_t { open, fix_later, partly_rejected, rejected, accepted };

/// As reports have them.
constexpr auto named_values(FindingState) {
  return std::array{NamedValue{FindingState::open, "open"}, NamedValue{FindingState::fix_later, "fix_later"},
                    NamedValue{FindingState::partly_rejected, "partly_rejected"},
                    NamedValue{FindingState::rejected, "rejected"},
                    NamedValue{FindingState::accepted, "accepted"}};
}

struct FindingJudgement {
  FindingState state = FindingState::open;
  /// The newest verdict that says so; none: open. Of rejections one that speaks of the detector, where there
  /// is any: without, the finding is rejected only because its frames are, for what another detector found.
  const VerdictRecord* by = nullptr;
  /// Of those that speak of the detector's findings the gravest, of equally grave ones the newest: its note
  /// is the finding's. It is not `by` where frames are rejected for what another detector found.
  const VerdictRecord* speaking = nullptr;
};

/// One sequence's verdicts by the rule.
class SequenceVerdicts {
 public:
  /// `verdicts`: active ones of one sequence, oldest first. They must outlive this.
  explicit SequenceVerdicts(std::span<const VerdictRecord* const> verdicts);

  /// What holds of the frames: ascending, apart from each other, neighbours differ; frames that nobody has
  /// judged are in none.
  std::vector<JudgedRun> judged_runs() const;
  std::vector<FrameRun> rejected() const;  ///< the rejected ones of those
  /// What holds of what a detector doubts; costs what lies over those frames.
  FindingJudgement of(const FrameRun& doubted, std::string_view detector) const;

 private:
  /// Frames over which the same verdicts stand.
  struct Stretch {
    FrameRun frames;
    std::vector<const VerdictRecord*> standing;  ///< of each subject one, never none

    Verdict verdict() const;  ///< that holds
  };

  std::vector<Stretch> stretches_;  ///< ascending, apart from each other
};

/// The verdicts of each sequence, oldest first: of a catalog's, or of any in that order. They must outlive
/// what is returned.
template <typename Verdicts>
std::map<SequenceId, std::vector<const VerdictRecord*>> by_sequence(const Verdicts& verdicts) {
  std::map<SequenceId, std::vector<const VerdictRecord*>> all;
  for (const VerdictRecord& verdict : verdicts) all[verdict.sequence].push_back(&verdict);
  return all;
}

/// Two reviewers' verdicts that disagree over frames that both cover.
struct VerdictConflict {
  SequenceId sequence = 0;
  FrameRun frames;
  VerdictId older = 0;
  VerdictId newer = 0;
  std::string detector = {};  ///< whose finding one of them judges; empty: both judge the frames themselves

  /// Whether it is about what a detector doubts there, or about the verdict by which that is judged.
  bool concerns(const FrameRun& doubted, std::string_view of_detector, const FindingJudgement& judged) const;
  bool operator==(const VerdictConflict&) const = default;
};

/// Of each reviewer the newest verdict on the frames or on a detector's findings counts. Two that differ and
/// speak of the same (the same detector, or one of them of the frames themselves) are in conflict until
/// somebody gives a verdict over those frames: it `settles` both, for the frames it covers and as long as it
/// is not taken back. In the order of sequence ids, frames, verdict ids.
std::vector<VerdictConflict> verdict_conflicts(const Catalog& catalog);
/// The same among one sequence's verdicts, oldest first.
std::vector<VerdictConflict> verdict_conflicts(std::span<const VerdictRecord* const> verdicts);

}  // namespace solopose
