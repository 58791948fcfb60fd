#include <algorithm>
#include <array>

#include "core/quality/all_detectors.h"

namespace solopose {
namespace {

constexpr std::array makers = {
    make_joint_angle,
    make_bone_length,
    make_bone_symmetry,
    make_spike,
    make_jitter,
    make_frozen,
    make_missing_run,
    make_side_swap,
    make_mirrored,
    make_calibration_pose,
    make_floor,
    make_upright,
    make_scale,
    make_alignment_residual,
    make_view_disagreement,
    make_past_the_video,
    make_anomaly,
    make_known_fault,
};

std::vector<DetectorPtr> made() {
  std::vector<DetectorPtr> all;
  for (const auto& make : makers) all.push_back(make());
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
