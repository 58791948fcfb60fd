#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// How far a joint is from where 2D labels of the same frame see it, mm. People who label the same joint of a
/// grown-up's picture differ by 60 to 100 mm (one standard deviation: COCO's OKS constants, hips 0.107 of the
/// square root of the body's area in the picture), detectors by less; nobody is off by twice that unless one
/// of the two is wrong.
class LabelDisagreement : public Detector {
 public:
  LabelDisagreement() : Detector("label_disagreement", "mm", 150) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    if (track.label_distance_mm.empty()) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f) {
      for (int j = 0; j < joint_count; ++j)
        scores.raise(f, track.label_distance_mm[static_cast<std::size_t>(f * joint_count + j)], mask_of(j));
    }
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    return {&wording::labels_disagree, {scores.joints[f], Figure{scores.score[f]}}};
  }
};

}  // namespace

DetectorPtr make_label_disagreement() { return std::make_unique<LabelDisagreement>(); }

}  // namespace solopose
