#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/model_errors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// What labels err themselves: nobody's precision makes a fault of it.
constexpr float least_usual_mm = 30;

/// The model that is furthest beyond what it usually errs there, and by how much.
struct Disagreement {
  const ModelErrors* by = nullptr;
  float ratio = std::numeric_limits<float>::quiet_NaN();
  float error_mm = 0;
  float usual_mm = 0;
};

Disagreement disagreement(const InspectedTrack& track, std::int64_t frame, int joint) {
  Disagreement worst;
  for (const ModelErrors& model : track.model_errors) {
    const float error = model.joint_mm[static_cast<std::size_t>(frame * joint_count + joint)];
    const float usual = (*model.usual)[static_cast<std::size_t>(joint)];
    const float ratio = error / std::max(least_usual_mm, usual);
    if (ratio != ratio || usual != usual || ratio <= worst.ratio) continue;
    worst = {&model, ratio, error, usual};
  }
  return worst;
}

/// How many times as far a joint is from where a model sees it as the model errs there, on that dataset, in
/// nine frames of ten at most.
class ModelDisagreement : public Detector {
 public:
  ModelDisagreement() : Detector("model_disagreement", "", 2.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    if (track.model_errors.empty()) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f) {
      for (int j = 0; j < joint_count; ++j) scores.raise(f, disagreement(track, f, j).ratio, mask_of(j));
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const JointMask& joints = scores.joints[static_cast<std::size_t>(frame)];
    Disagreement worst;
    for (int j = 0; j < joint_count; ++j) {
      if (!joints[static_cast<std::size_t>(j)]) continue;
      const Disagreement of_joint = disagreement(track, frame, j);
      if (worst.by == nullptr || of_joint.ratio > worst.ratio) worst = of_joint;
    }
    return {&wording::model_disagrees,
            {joints, Figure{worst.error_mm}, worst.by->model, Figure{worst.usual_mm}}};
  }
};

}  // namespace

DetectorPtr make_model_disagreement() { return std::make_unique<ModelDisagreement>(); }

}  // namespace solopose
