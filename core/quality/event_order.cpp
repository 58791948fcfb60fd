#include "core/quality/event_order.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/quality/detector.h"

namespace solopose {
namespace {

/// Frames. What is off for fewer is a jump, whichever joints take part.
constexpr std::int64_t least_scaled = 4;

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

bool has(const JointMask& joints, Joint joint) { return joints[static_cast<std::size_t>(index_of(joint))]; }

/// And those further out than a bone between two of them: where it is wrong, it carries them away.
JointMask with_carried(const JointMask& joints) {
  JointMask carried;
  for (const Bone& bone : bones()) {  // parents before children
    if (has(carried, bone.parent) || (has(joints, bone.parent) && has(joints, bone.child)))
      carried.set(static_cast<std::size_t>(index_of(bone.child)));
  }
  return joints | carried;
}

/// Nothing said of joints means all of them.
bool share_joints(const Finding& step, const Finding& run) {
  return step.joints.none() || run.joints.none() || (step.joints & with_carried(run.joints)).any();
}

/// The step is the one with which the run begins or ends; a frame more or less is a matter of thresholds.
bool leads_into_or_out_of(const Finding& step, const Finding& run) {
  const bool at_an_end =
      std::abs(step.last_frame - run.first_frame) <= 1 || std::abs(step.first_frame - run.last_frame) <= 1;
  return at_an_end && length(run) > length(step) && share_joints(step, run);
}

/// A joint that is off by itself takes none along, and bends no bones but those that end in it.
bool is_more_than_one_joint(const JointMask& jumping, const JointMask& bent) {
  return std::ranges::any_of(bones(), [&](const Bone& bone) {
    const bool is_bent = has(bent, bone.parent) && has(bent, bone.child);
    const bool jumps = has(jumping, bone.parent);
    return jumps == has(jumping, bone.child) && (jumps || is_bent);
  });
}

/// A limb is too long or too short for a while, and its joints leap out of place and back with it.
bool comes_and_goes_with(const Finding& jump, const Finding& run) {
  return jump.detector == "spike" && run.detector == "bone_length" && length(run) >= least_scaled &&
         std::abs(jump.first_frame - run.first_frame) <= 1 &&
         std::abs(jump.last_frame - run.last_frame) <= 1 && share_joints(jump, run) &&
         is_more_than_one_joint(jump.joints, run.joints);
}

bool explains(const Finding& run, const Finding& jump) {
  if (run.is_step) return false;
  return jump.is_step ? leads_into_or_out_of(jump, run) : comes_and_goes_with(jump, run);
}

/// `event`: sorted by rank. A jump that none of higher rank explains stands behind the first that does.
void put_jumps_behind(std::span<Placed> event) {
  for (Placed& jump : event) {
    if (!jump.in_event) continue;
    const auto cause = std::ranges::find_if(
        event, [&](const Placed& run) { return run.in_event && explains(*run.finding, *jump.finding); });
    if (cause == event.end() || cause->rank < jump.rank) continue;
    jump.rank = cause->rank;
    jump.follows = true;
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
    put_jumps_behind({event, next});
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
