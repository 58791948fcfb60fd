#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// How many frames on end a joint is missing that the sequence has elsewhere.
class MissingRun : public Detector {
 public:
  MissingRun() : Detector("missing_run", "frames", 0.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f) scores.raise(f, 0, {});
    for (int j = 0; j < joint_count; ++j) {
      if (track.norms.present[static_cast<std::size_t>(j)]) score_joint(track.features, j, scores);
    }
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    return {&wording::missing,
            {scores.joints[f], Counted{static_cast<std::int64_t>(scores.score[f]), &wording::frames}}};
  }

 private:
  static void score_joint(const TrackFeatures& features, int joint, TrackScores& scores) {
    for (std::int64_t first = 0; first < features.frames; ++first) {
      if (features.has(joint, first)) continue;
      std::int64_t end = first;
      while (end < features.frames && !features.has(joint, end)) ++end;
      for (std::int64_t f = first; f < end; ++f)
        scores.raise(f, static_cast<float>(end - first), mask_of(joint));
      first = end;
    }
  }
};

}  // namespace

DetectorPtr make_missing_run() { return std::make_unique<MissingRun>(); }

}  // namespace solopose
