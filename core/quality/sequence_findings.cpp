#include "core/quality/sequence_findings.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace solopose {
namespace {

constexpr float histogram_reach = 2.5F;  // of the default threshold

void count_scores(const Detector& detector, const TrackScores& scores, const OwnFrames& own,
                  std::vector<std::int64_t>& counts, float& worst) {
  const ScoreHistogram range = histogram_for(detector);
  counts.assign(ScoreHistogram::bins, 0);
  const float per_bin = (range.high - range.low) / static_cast<float>(ScoreHistogram::bins);
  for (std::int64_t f = own.first; f < own.end; ++f) {
    const float score = scores.score[static_cast<std::size_t>(f)];
    if (score != score) continue;
    worst = std::fmax(worst, score);
    const float bin =
        std::clamp((score - range.low) / per_bin, 0.F, static_cast<float>(ScoreHistogram::bins - 1));
    ++counts[static_cast<std::size_t>(bin)];
  }
}

std::int64_t count_missing(const InspectedTrack& track, const OwnFrames& own) {
  std::int64_t missing = 0;
  for (int j = 0; j < joint_count; ++j) {
    if (!track.norms.present[static_cast<std::size_t>(j)]) continue;
    for (std::int64_t f = own.first; f < own.end; ++f) missing += static_cast<int>(!track.features.has(j, f));
  }
  return missing;
}

}  // namespace

ScoreHistogram histogram_for(const Detector& detector) {
  return {0, histogram_reach * detector.default_threshold(), std::vector<std::int64_t>(ScoreHistogram::bins)};
}

PartFindings inspect(const InspectedTrack& track, std::span<const float> thresholds, const OwnFrames& own) {
  PartFindings part;
  part.joints_missing = count_missing(track, own);
  for (std::size_t d = 0; d < detectors().size(); ++d) {
    auto& found = part.findings.emplace_back();
    auto& counts = part.histograms.emplace_back();
    float& worst = part.worst.emplace_back(std::numeric_limits<float>::quiet_NaN());
    if (std::isinf(thresholds[d])) continue;
    const Detector& detector = *detectors()[d];
    const TrackScores scores = detector.scores(track);
    count_scores(detector, scores, own, counts, worst);
    found = findings_of(track, detector, scores, thresholds[d], own);
  }
  return part;
}

}  // namespace solopose
