#include "core/project/verdict_rule.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "core/project/catalog.h"

namespace solopose {
namespace {

using Verdicts = std::span<const VerdictRecord* const>;  // of one sequence, oldest first
using Ages = std::set<std::size_t>;                      // positions in those: the larger the newer

/// Visit every stretch of frames over which the same verdicts lie: `begin(i)` and `end(i)` say which come and
/// go, then `visit(run)`.
template <typename Begin, typename End, typename Visit>
void sweep(Verdicts verdicts, Begin begin, End end, Visit visit) {
  std::map<std::int64_t, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> edges;  // begin, end
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    edges[verdicts[i]->first_frame].first.push_back(i);
    edges[verdicts[i]->last_frame + 1].second.push_back(i);
  }
  for (auto edge = edges.begin(); edge != edges.end(); ++edge) {
    std::ranges::for_each(edge->second.second, end);
    std::ranges::for_each(edge->second.first, begin);
    if (const auto next = std::next(edge); next != edges.end()) visit(FrameRun{edge->first, next->first - 1});
  }
}

/// Those that lie over a frame, by what they speak of: a detector, or with an empty name the frames
/// themselves.
class Covering {
 public:
  explicit Covering(Verdicts verdicts) : verdicts_(verdicts) {}

  void add(std::size_t i) { by_subject_[verdicts_[i]->detector].insert(i); }
  void remove(std::size_t i) {
    const auto found = by_subject_.find(verdicts_[i]->detector);
    found->second.erase(i);
    if (found->second.empty()) by_subject_.erase(found);
  }

  /// What stands: see verdict_rule.h.
  std::vector<const VerdictRecord*> standing() const {
    std::vector<const VerdictRecord*> found;
    const auto frames = by_subject_.find("");
    for (const auto& [subject, ages] : by_subject_) {
      const std::size_t newest = *ages.rbegin();
      if (frames == by_subject_.end() || newest >= *frames->second.rbegin())
        found.push_back(verdicts_[newest]);
    }
    return found;
  }

 private:
  Verdicts verdicts_;
  std::map<std::string_view, Ages> by_subject_;
};

void append(std::vector<JudgedRun>& runs, const JudgedRun& run) {
  const bool goes_on =
      !runs.empty() && runs.back().verdict == run.verdict && runs.back().frames.last + 1 == run.frames.first;
  if (goes_on) {
    runs.back().frames.last = run.frames.last;
  } else {
    runs.push_back(run);
  }
}

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
        found.push_back(
            {verdicts_[pair.first]->sequence, run, verdicts_[pair.first]->id, verdicts_[pair.second]->id});
    return found;
  }

 private:
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
  Ages covering_;
  std::map<std::string_view, Covering> reviewers_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<FrameRun>> found_;
};

bool of_one_reviewer(Verdicts verdicts) {
  return std::ranges::all_of(
      verdicts, [&](const VerdictRecord* verdict) { return verdict->reviewer == verdicts[0]->reviewer; });
}

}  // namespace

std::vector<JudgedRun> judged_runs(Verdicts verdicts) {
  std::vector<JudgedRun> runs;
  Covering covering(verdicts);
  sweep(
      verdicts, [&](std::size_t i) { covering.add(i); }, [&](std::size_t i) { covering.remove(i); },
      [&](const FrameRun& run) {
        const auto standing = covering.standing();
        if (standing.empty()) return;
        const auto gravest = std::ranges::max_element(standing, {}, &VerdictRecord::verdict);
        append(runs, {run, (*gravest)->verdict});
      });
  return runs;
}

std::vector<JudgedRun> judged_runs(const Catalog& catalog, SequenceId sequence) {
  std::vector<const VerdictRecord*> verdicts;
  for (const VerdictRecord& verdict : catalog.verdicts)
    if (verdict.sequence == sequence) verdicts.push_back(&verdict);
  return judged_runs(verdicts);
}

std::vector<VerdictConflict> verdict_conflicts(std::span<const VerdictRecord> verdicts) {
  std::map<SequenceId, std::vector<const VerdictRecord*>> by_sequence;
  for (const VerdictRecord& verdict : verdicts) by_sequence[verdict.sequence].push_back(&verdict);
  std::vector<VerdictConflict> all;
  for (const auto& [sequence, of_sequence] : by_sequence) {
    if (of_one_reviewer(of_sequence)) continue;
    const auto found = Conflicts(of_sequence).find();
    all.insert(all.end(), found.begin(), found.end());
  }
  std::ranges::sort(all, {}, [](const VerdictConflict& c) {
    return std::tuple(c.sequence, c.frames.first, c.frames.last, c.older, c.newer);
  });
  return all;
}

std::vector<VerdictConflict> verdict_conflicts(const Catalog& catalog) {
  return verdict_conflicts(catalog.verdicts);
}

}  // namespace solopose
