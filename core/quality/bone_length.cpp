#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Between takes of one subject the same thigh is measured 9 to 14 % longer or shorter in public datasets.
constexpr float between_takes = 0.25F;
/// Within a take: of a limb's bone, and of the trunk's, which stand for several bones with joints between.
constexpr float limb_within_take = 0.10F;
constexpr float trunk_within_take = 0.25F;
/// From neck to shoulder: the collar bone (150 mm) turns by 40 degrees about a joint that lies some 80 mm in
/// front of and below what skeletons call the neck, so that shrugging and reaching change the distance of
/// 170 mm by 55. The sides may differ as much (bone_symmetry.cpp).
constexpr float girdle_within_take = 0.35F;
/// What annotators and trackers err at a bone's two ends together.
constexpr float usual_error_mm = 25;
/// In spreads (median absolute deviations) of the take itself: 6 are four standard deviations.
constexpr float spreads = 6;

float within_take(const Bone& bone) {
  if (bone.child == Joint::left_shoulder || bone.child == Joint::right_shoulder) return girdle_within_take;
  return bone.parent == Joint::pelvis || bone.parent == Joint::neck ? trunk_within_take : limb_within_take;
}

/// By how much a bone's length may differ from its median in the take, as a share of that.
float tolerance(const InspectedTrack& track, int bone) {
  const MedianSpread& usual = track.norms.bone_mm[static_cast<std::size_t>(bone)];
  const float least = within_take(bones()[static_cast<std::size_t>(bone)]);
  return std::fmax(least, std::fmax(usual_error_mm, spreads * usual.spread) / usual.median);
}

/// How far the take's own median is from the subject's, as a share of that; 0 where there is no other take.
float take_against_subject(const InspectedTrack& track, int bone) {
  const auto* subject = track.population.bones_of(track.record);
  if (subject == nullptr) return 0;
  const auto b = static_cast<std::size_t>(bone);
  return track.norms.bone_mm[b].median / (*subject)[b] - 1;
}

JointMask ends_of(int bone) {
  const Bone& ends = bones()[static_cast<std::size_t>(bone)];
  return mask_of(ends.parent) | mask_of(ends.child);
}

/// How many times as far from the usual length as is natural, the worst of all bones.
class BoneLength : public Detector {
 public:
  BoneLength() : Detector("bone_length", "", 1) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (int b = 0; b < bone_count; ++b) {
      const float usual = track.norms.bone_mm[static_cast<std::size_t>(b)].median;
      const float of_take = std::abs(take_against_subject(track, b)) / between_takes;
      const float scale = 1 / (usual * tolerance(track, b));
      const auto lengths = track.features.bone(b);
      for (std::int64_t f = 0; f < track.features.frames; ++f) {
        const float of_frame = std::abs(lengths[static_cast<std::size_t>(f)] - usual) * scale;
        scores.raise(f, of_frame == of_frame ? std::fmax(of_frame, of_take) : of_frame, ends_of(b));
      }
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    for (int b = 0; b < bone_count; ++b) {
      const float usual = track.norms.bone_mm[static_cast<std::size_t>(b)].median;
      const float length = track.features.bone(b)[f];
      const float score = std::abs(length - usual) / (usual * tolerance(track, b));
      if (!(score >= scores.score[f] * 0.999F)) continue;  // NaN where an end is missing
      return {&wording::bone_length, {ends_of(b), Figure{length}, Figure{usual}}};
    }
    return reason_of_take(track, scores.score[f]);
  }

 private:
  static Reason reason_of_take(const InspectedTrack& track, float score) {
    for (int b = 0; b < bone_count; ++b) {
      const float apart = take_against_subject(track, b);
      if (!(std::abs(apart) / between_takes >= score * 0.999F)) continue;
      return {apart > 0 ? &wording::bone_further : &wording::bone_closer,
              {ends_of(b), Figure{100 * std::abs(apart)}}};
    }
    return {&wording::unusual_bone, {}};
  }
};

}  // namespace

DetectorPtr make_bone_length() { return std::make_unique<BoneLength>(); }

}  // namespace solopose
