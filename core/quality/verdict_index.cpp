#include "core/quality/verdict_index.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>

namespace solopose {
namespace {

/// Lists of one project share most of their records.
bool same(const VerdictRecord& a, const VerdictRecord& b) { return &a == &b || a == b; }

/// What stands in the middle of two lists, where they differ; they grow at their end, and what is taken back
/// may have stood anywhere.
struct Difference {
  std::ranges::subrange<VerdictList::const_iterator> before;
  std::ranges::subrange<VerdictList::const_iterator> now;
};

Difference difference(const VerdictList& before, const VerdictList& now) {
  const auto [first_before, first_now] = std::ranges::mismatch(before, now, same);
  auto end_before = before.end();
  auto end_now = now.end();
  while (end_before != first_before && end_now != first_now && same(end_before[-1], end_now[-1])) {
    --end_before;
    --end_now;
  }
  return {{first_before, end_before}, {first_now, end_now}};
}

std::tuple<const std::string&, VerdictId> age(const VerdictRecord& verdict) {
  return {verdict.at, verdict.id};
}

}  // namespace

std::vector<SequenceId> VerdictIndex::update(const Kept& kept, const std::vector<VerdictRecord>& given) {
  const Kept now = kept ? kept : std::make_shared<const VerdictList>();
  const Difference differ = difference(*kept_, *now);
  std::set<SequenceId> changed;
  const auto own = [&](const VerdictRecord& verdict) -> std::vector<VerdictRecord>& {
    changed.insert(verdict.sequence);
    return by_sequence_[verdict.sequence];
  };
  const bool given_anew = given != given_ || !differ.before.empty() || !differ.now.empty();
  if (given_anew) {
    for (const VerdictRecord& verdict : given_) own(verdict).pop_back();
  }
  for (const VerdictRecord& verdict : differ.before) {
    std::vector<VerdictRecord>& all = own(verdict);
    all.erase(std::ranges::find(all, verdict));
  }
  for (const VerdictRecord& verdict : differ.now) {
    std::vector<VerdictRecord>& all = own(verdict);
    all.insert(std::ranges::upper_bound(all, age(verdict), {}, age), verdict);
  }
  if (given_anew) {
    for (const VerdictRecord& verdict : given) own(verdict).push_back(verdict);
  }
  for (const SequenceId sequence : changed) states_.replace(sequence, by_sequence_.at(sequence));
  kept_ = now;
  given_ = given;
  return {changed.begin(), changed.end()};
}

std::span<const VerdictRecord> VerdictIndex::of(SequenceId sequence) const {
  const auto found = by_sequence_.find(sequence);
  return found == by_sequence_.end() ? std::span<const VerdictRecord>() : found->second;
}

}  // namespace solopose
