#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/quality/analysis.h"
#include "core/quality/detector.h"
#include "core/quality/findings.h"

namespace solopose {

/// What one part of a sequence adds to the report.
struct PartFindings {
  std::vector<std::vector<Finding>> findings;         ///< per detector
  std::vector<float> worst;                           ///< per detector
  std::vector<std::vector<std::int64_t>> histograms;  ///< per detector; empty when it is off
  std::int64_t joints_missing = 0;
};

/// All detectors over one part. `thresholds` per detector, infinity switches one off.
PartFindings inspect(const InspectedTrack& track, std::span<const float> thresholds, const OwnFrames& own);

/// An empty histogram with the detector's range.
ScoreHistogram histogram_for(const Detector& detector);

}  // namespace solopose
