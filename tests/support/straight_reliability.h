#pragma once

#include "core/models/reliability.h"

namespace solopose::testing {

/// Of every joint but the pelvis half of the answers are nearer than 120 - 100 c mm, c being the confidence,
/// and nine of ten than twice that.
inline Reliability straight_reliability() {
  Reliability reliability;
  for (std::size_t bin = 0; bin < reliability_bins; ++bin) {
    const float confidence = static_cast<float>(bin) / (reliability_bins - 1);
    reliability.confidences.push_back(confidence);
    reliability.median_mm.push_back(120 - 100 * confidence);
    reliability.percentile_90_mm.push_back(2 * reliability.median_mm.back());
    reliability.counts.push_back(100);
  }
  reliability.joint_scale.assign(joint_count, 1);
  reliability.joint_scale.front() = 0;
  return reliability;
}

}  // namespace solopose::testing
