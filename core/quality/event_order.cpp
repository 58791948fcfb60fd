#include "core/quality/event_order.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/quality/detector.h"

namespace solopose {
namespace {

struct Placed {
  std::int64_t event_begins = 0;
  bool in_event = false;
  std::ptrdiff_t rank = 0;
  bool follows = false;  ///< from one of that rank
  std::size_t index = 0;
  const Finding* finding = nullptr;

  auto key() const { return std::tuple(event_begins, in_event, rank, follows, finding->first_frame); }
};

std::ptrdiff_t rank_of(std::string_view detector) {
  return std::ranges::find(detectors(), detector, [](const auto& one) { return one->name(); }) -
         detectors().begin();
}

std::int64_t length(const Finding& finding) { return finding.last_frame - finding.first_frame + 1; }

/// Nothing said of joints means all of them.
bool share_joints(const JointMask& a, const JointMask& b) { return a.none() || b.none() || (a & b).any(); }

/// The step is the one with which the run begins or ends; a frame more or less is a matter of thresholds.
bool leads_into_or_out_of(const Finding& step, const Finding& run) {
  const bool at_an_end =
      std::abs(step.last_frame - run.first_frame) <= 1 || std::abs(step.first_frame - run.last_frame) <= 1;
  return at_an_end && length(run) > length(step) && share_joints(step.joints, run.joints);
}

/// `event`: sorted by rank. A step that none of higher rank explains stands behind the first that does.
void put_steps_behind(std::span<Placed> event) {
  for (Placed& step : event) {
    if (!step.in_event || !step.finding->is_step) continue;
    const auto cause = std::ranges::find_if(event, [&](const Placed& run) {
      return run.in_event && !run.finding->is_step && leads_into_or_out_of(*step.finding, *run.finding);
    });
    if (cause == event.end() || cause->rank < step.rank) continue;
    step.rank = cause->rank;
    step.follows = true;
  }
}

std::vector<Placed> by_time(std::span<const Finding* const> findings, std::int64_t frames) {
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < findings.size(); ++i)
    placed.push_back({.rank = rank_of(findings[i]->detector), .index = i, .finding = findings[i]});
  std::ranges::stable_sort(placed, {}, [](const Placed& one) { return one.finding->first_frame; });
  std::int64_t begins = 0;
  std::int64_t last = -2;  // so that nothing touches it
  for (Placed& one : placed) {
    const Finding& finding = *one.finding;
    one.in_event = 2 * length(finding) <= frames;
    if (one.in_event && finding.first_frame > last + 1) begins = finding.first_frame;
    if (one.in_event) last = std::max(last, finding.last_frame);
    one.event_begins = one.in_event ? begins : finding.first_frame;
  }
  return placed;
}

}  // namespace

std::vector<std::size_t> event_order(std::span<const Finding* const> findings, std::int64_t frames) {
  std::vector<Placed> placed = by_time(findings, frames);
  std::ranges::stable_sort(placed, {}, &Placed::key);
  for (auto event = placed.begin(); event != placed.end();) {
    const auto next = std::find_if(
        event, placed.end(), [&](const Placed& one) { return one.event_begins != event->event_begins; });
    put_steps_behind({event, next});
    event = next;
  }
  std::ranges::stable_sort(placed, {}, &Placed::key);
  std::vector<std::size_t> order;
  for (const Placed& one : placed) order.push_back(one.index);
  return order;
}

void sort_by_event(std::span<Finding> findings, std::int64_t frames) {
  std::vector<const Finding*> all;
  for (const Finding& finding : findings) all.push_back(&finding);
  std::vector<Finding> sorted;
  for (const std::size_t index : event_order(all, frames)) sorted.push_back(std::move(findings[index]));
  std::ranges::move(sorted, findings.begin());
}

}  // namespace solopose
