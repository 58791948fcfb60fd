#include <cmath>

#include "core/project/catalog.h"
#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

JointMask of_side_joints(bool legs, bool arms) {
  using enum Joint;
  JointMask mask;
  if (legs) {
    for (const Joint joint : {left_hip, left_knee, left_ankle})
      mask |= mask_of(joint) | mask_of(mirrored(joint));
  }
  if (arms) {
    for (const Joint joint : {left_shoulder, left_elbow, left_wrist})
      mask |= mask_of(joint) | mask_of(mirrored(joint));
  }
  return mask;
}

/// A sequence whose left and right are exchanged throughout, in the legs, the arms or both: from -1 (knees
/// and elbows bend as they do, as the labels have it) to 1 (all bend the other way).
class Mirrored : public Detector {
 public:
  Mirrored() : Detector("mirrored", "", 0.4F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    const auto [legs, arms] = track.norms.exchanged();
    const JointMask joints = of_side_joints(legs > 0, arms > 0);
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f) scores.raise(f, std::fmax(legs, arms), joints);
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const JointMask& joints = scores.joints[static_cast<std::size_t>(frame)];
    const bool legs = joints[static_cast<std::size_t>(index_of(Joint::left_knee))];
    const bool arms = joints[static_cast<std::size_t>(index_of(Joint::left_elbow))];
    const Wording* what = legs && arms ? &wording::knees_and_elbows_bend_backwards
                          : legs       ? &wording::knees_bend_backwards
                                       : &wording::elbows_bend_backwards;
    const auto dataset = track.population.sides.find(track.record.dataset);
    if (dataset == track.population.sides.end() || dataset->second.tracks < 2)
      return {&wording::sides_exchanged, {what}};
    const auto& [exchanged, tracks] = dataset->second;
    return {&wording::sides_exchanged_in_many,
            {what, Figure{static_cast<double>(exchanged)}, Counted{tracks, &wording::sequences}}};
  }
};

}  // namespace

DetectorPtr make_mirrored() { return std::make_unique<Mirrored>(); }

}  // namespace solopose
