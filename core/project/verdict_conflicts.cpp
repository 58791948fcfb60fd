#include <algorithm>
#include <tuple>

#include "core/project/catalog.h"
#include "core/project/standing_verdicts.h"
#include "core/project/verdict_rule.h"

namespace solopose {
namespace {

bool settles(const VerdictRecord& verdict, const VerdictRecord& other) {
  return std::ranges::find(verdict.settles, other.id) != verdict.settles.end();
}

bool disagree(const VerdictRecord& a, const VerdictRecord& b) {
  const bool of_the_same = a.detector == b.detector || a.detector.empty() || b.detector.empty();
  return of_the_same && a.verdict != b.verdict && a.reviewer != b.reviewer;
}

/// The conflicts of one sequence.
class Conflicts {
 public:
  explicit Conflicts(Verdicts verdicts) : verdicts_(verdicts) {}

  std::vector<VerdictConflict> find() {
    sweep(
        verdicts_, [&](std::size_t i) { begin(i); }, [&](std::size_t i) { end(i); },
        [&](const FrameRun& run) { look(run); });
    std::vector<VerdictConflict> found;
    for (const auto& [pair, runs] : found_)
      for (const FrameRun& run : runs)
        found.push_back(conflict_of(*verdicts_[pair.first], *verdicts_[pair.second], run));
    return found;
  }

 private:
  static VerdictConflict conflict_of(const VerdictRecord& older, const VerdictRecord& newer,
                                     const FrameRun& run) {
    const VerdictRecord& of_detector = older.detector.empty() ? newer : older;
    return {older.sequence, run, older.id, newer.id, of_detector.detector};
  }

  void begin(std::size_t i) {
    covering_.insert(i);
    reviewers_.try_emplace(verdicts_[i]->reviewer, verdicts_).first->second.add(i);
  }

  void end(std::size_t i) {
    covering_.erase(i);
    reviewers_.at(verdicts_[i]->reviewer).remove(i);
  }

  void look(const FrameRun& run) {
    std::vector<const VerdictRecord*> standing;
    for (const auto& [reviewer, covering] : reviewers_)
      for (const VerdictRecord* verdict : covering.standing()) standing.push_back(verdict);
    for (const VerdictRecord* a : standing)
      for (const VerdictRecord* b : standing)
        if (age(a) < age(b) && disagree(*a, *b) && !is_settled(*a, *b)) note(age(a), age(b), run);
  }

  bool is_settled(const VerdictRecord& a, const VerdictRecord& b) const {
    return settles(a, b) || settles(b, a) || std::ranges::any_of(covering_, [&](std::size_t i) {
             return settles(*verdicts_[i], a) && settles(*verdicts_[i], b);
           });
  }

  void note(std::size_t older, std::size_t newer, const FrameRun& run) {
    std::vector<FrameRun>& runs = found_[{older, newer}];
    if (!runs.empty() && runs.back().last + 1 == run.first) {
      runs.back().last = run.last;
    } else {
      runs.push_back(run);
    }
  }

  std::size_t age(const VerdictRecord* verdict) const { return ages_.at(verdict); }

  static std::map<const VerdictRecord*, std::size_t> ages_of(Verdicts verdicts) {
    std::map<const VerdictRecord*, std::size_t> ages;
    for (std::size_t i = 0; i < verdicts.size(); ++i) ages.emplace(verdicts[i], i);
    return ages;
  }

  Verdicts verdicts_;
  std::map<const VerdictRecord*, std::size_t> ages_ = ages_of(verdicts_);
  std::set<std::size_t> covering_;
  std::map<std::string_view, Covering> reviewers_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<FrameRun>> found_;
};

bool of_one_reviewer(Verdicts verdicts) {
  return std::ranges::all_of(
      verdicts, [&](const VerdictRecord* verdict) { return verdict->reviewer == verdicts[0]->reviewer; });
}

}  // namespace

bool VerdictConflict::concerns(const FrameRun& doubted, std::string_view of_detector,
                               const FindingJudgement& judged) const {
  const bool meets = frames.first <= doubted.last && doubted.first <= frames.last;
  const bool by_one_of_them = judged.by != nullptr && (judged.by->id == older || judged.by->id == newer);
  return meets && (detector.empty() || detector == of_detector || by_one_of_them);
}

std::vector<VerdictConflict> verdict_conflicts(Verdicts verdicts) {
  if (of_one_reviewer(verdicts)) return {};
  std::vector<VerdictConflict> found = Conflicts(verdicts).find();
  std::ranges::sort(found, {}, [](const VerdictConflict& c) {
    return std::tuple(c.frames.first, c.frames.last, c.older, c.newer);
  });
  return found;
}

std::vector<VerdictConflict> verdict_conflicts(const Catalog& catalog) {
  std::vector<VerdictConflict> all;
  for (const auto& [sequence, verdicts] : by_sequence(catalog.verdicts)) {
    const auto found = verdict_conflicts(verdicts);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

}  // namespace solopose
