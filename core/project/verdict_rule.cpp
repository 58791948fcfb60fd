#include "core/project/verdict_rule.h"

#include <algorithm>
#include <tuple>

#include "core/project/standing_verdicts.h"

namespace solopose {
namespace {

void append(std::vector<JudgedRun>& runs, const JudgedRun& run) {
  const bool goes_on =
      !runs.empty() && runs.back().verdict == run.verdict && runs.back().frames.last + 1 == run.frames.first;
  if (goes_on) {
    runs.back().frames.last = run.frames.last;
  } else {
    runs.push_back(run);
  }
}

bool is_newer(const VerdictRecord& a, const VerdictRecord& b) {
  return std::tie(a.at, a.id) > std::tie(b.at, b.id);
}

/// Of those that were looked at the gravest, of equally grave ones the newest.
class Gravest {
 public:
  void look_at(const VerdictRecord& verdict) {
    const bool graver = found_ == nullptr || verdict.verdict > found_->verdict;
    if (graver || (verdict.verdict == found_->verdict && is_newer(verdict, *found_))) found_ = &verdict;
  }
  const VerdictRecord* found() const { return found_; }

 private:
  const VerdictRecord* found_ = nullptr;
};

FindingState state_of(Verdict verdict) {
  return verdict == Verdict::accepted ? FindingState::accepted : FindingState::fix_later;
}

}  // namespace

Verdict SequenceVerdicts::Stretch::verdict() const {
  return (*std::ranges::max_element(standing, {}, &VerdictRecord::verdict))->verdict;
}

SequenceVerdicts::SequenceVerdicts(Verdicts verdicts) {
  Covering covering(verdicts);
  sweep(
      verdicts, [&](std::size_t i) { covering.add(i); }, [&](std::size_t i) { covering.remove(i); },
      [&](const FrameRun& frames) {
        if (auto standing = covering.standing(); !standing.empty())
          stretches_.push_back({frames, std::move(standing)});
      });
}

std::vector<JudgedRun> SequenceVerdicts::judged_runs() const {
  std::vector<JudgedRun> runs;
  for (const Stretch& stretch : stretches_) append(runs, {stretch.frames, stretch.verdict()});
  return runs;
}

std::vector<FrameRun> SequenceVerdicts::rejected() const {
  std::vector<FrameRun> runs;
  for (const JudgedRun& run : judged_runs())
    if (run.verdict == Verdict::rejected) runs.push_back(run.frames);
  return runs;
}

FindingJudgement SequenceVerdicts::of(const FrameRun& doubted, std::string_view detector) const {
  Gravest anybody;   // of all that stand: a frame that is rejected is so for every detector
  Gravest speaking;  // of those that speak of this detector's findings
  bool own = false;
  std::int64_t answered = 0;  // frames
  std::int64_t rejected = 0;
  auto next = std::ranges::lower_bound(stretches_, doubted.first, {},
                                       [](const Stretch& stretch) { return stretch.frames.last; });
  for (; next != stretches_.end() && next->frames.first <= doubted.last; ++next) {
    const std::int64_t frames = frames_within({&next->frames, 1}, doubted);
    const bool is_rejected = next->verdict() == Verdict::rejected;
    bool on_frames = false;
    for (const VerdictRecord* verdict : next->standing) {
      own = own || verdict->detector == detector;
      on_frames = on_frames || verdict->detector.empty();
      anybody.look_at(*verdict);
      if (verdict->detector.empty() || verdict->detector == detector) speaking.look_at(*verdict);
    }
    if (is_rejected) rejected += frames;
    if (is_rejected || on_frames) answered += frames;
  }
  const bool speaks_out = speaking.found() != nullptr && speaking.found()->verdict == Verdict::rejected;
  const VerdictRecord* rejecter = speaks_out ? speaking.found() : anybody.found();
  if (rejected == doubted.frames()) return {FindingState::rejected, rejecter, speaking.found()};
  if (!own && answered < doubted.frames()) return {};
  if (rejected > 0) return {FindingState::partly_rejected, rejecter, speaking.found()};
  return {state_of(speaking.found()->verdict), speaking.found(), speaking.found()};
}

}  // namespace solopose
