#include "core/quality/event_order.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "core/quality/detector.h"

namespace solopose {
namespace {

struct Placed {
  std::int64_t event_begins = 0;
  bool in_event = false;
  std::ptrdiff_t rank = 0;
  Finding finding;

  auto key() const { return std::tuple(event_begins, in_event, rank, finding.first_frame); }
};

std::ptrdiff_t rank_of(std::string_view detector) {
  return std::ranges::find(detectors(), detector, [](const auto& one) { return one->name(); }) -
         detectors().begin();
}

}  // namespace

void sort_by_event(std::span<Finding> findings, std::int64_t frames) {
  std::ranges::stable_sort(findings, {}, &Finding::first_frame);
  std::vector<Placed> placed;
  std::int64_t begins = 0;
  std::int64_t last = -2;  // so that nothing touches it
  for (Finding& finding : findings) {
    const bool in_event = 2 * (finding.last_frame - finding.first_frame + 1) <= frames;
    if (in_event && finding.first_frame > last + 1) begins = finding.first_frame;
    if (in_event) last = std::max(last, finding.last_frame);
    const std::ptrdiff_t rank = rank_of(finding.detector);
    placed.push_back({in_event ? begins : finding.first_frame, in_event, rank, std::move(finding)});
  }
  std::ranges::stable_sort(placed, {}, &Placed::key);
  std::ranges::transform(placed, findings.begin(), [](Placed& one) { return std::move(one.finding); });
}

}  // namespace solopose
