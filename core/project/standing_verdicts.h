#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "core/project/verdict.h"

namespace solopose {

// Private to core/project: which verdicts stand where, as verdict_rule.h says.

using Verdicts = std::span<const VerdictRecord* const>;  // of one sequence, oldest first

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

  /// Of each subject the newest, unless one on the frames has answered it.
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
  std::map<std::string_view, std::set<std::size_t>> by_subject_;  // positions: the larger the newer
};

}  // namespace solopose
