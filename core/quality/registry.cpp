#include <algorithm>

#include "core/quality/all_detectors.h"

namespace solopose {
namespace {

std::vector<DetectorPtr> made() {
  std::vector<DetectorPtr> all;
  for (const auto& make : detector_makers) all.push_back(make());
  return all;
}

}  // namespace

const std::vector<DetectorPtr>& detectors() {
  static const std::vector<DetectorPtr> all = made();
  return all;
}

const Detector* detector_named(std::string_view name) {
  const auto found = std::ranges::find(detectors(), name, [](const auto& one) { return one->name(); });
  return found == detectors().end() ? nullptr : found->get();
}

}  // namespace solopose
