#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// A single joint must be further away than the whole body to count for as much.
constexpr float weight_of_joint = 1.F / 3;

/// How far a view, moved by the alignment, is from the middle of its take's synchronised views, mm: the mean
/// of its joints, or a third of the worst one.
class ViewDisagreement : public Detector {
 public:
  ViewDisagreement() : Detector("view_disagreement", "mm", 80) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    if (track.view_distance_mm.empty()) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f) {
      float sum = 0;
      int there = 0;
      for (int j = 0; j < joint_count; ++j) {
        const float distance = track.view_distance_mm[static_cast<std::size_t>(f * joint_count + j)];
        if (distance != distance) continue;
        sum += distance;
        ++there;
        scores.raise(f, weight_of_joint * distance, mask_of(j));
      }
      if (there > 0) scores.raise(f, sum / static_cast<float>(there), {});
    }
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    const float weight = scores.joints[f].none() ? 1 : weight_of_joint;
    return {&wording::other_views, {scores.joints[f], Figure{scores.score[f] / weight}}};
  }
};

}  // namespace

DetectorPtr make_view_disagreement() { return std::make_unique<ViewDisagreement>(); }

}  // namespace solopose
