#include <cmath>
#include <utility>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Of log(left / right). People's own sides differ by a few per cent, measured ones by up to 10.
constexpr float of_a_take = 0.22F;
constexpr float of_a_limb = 0.14F;
constexpr float of_the_trunk = 0.35F;  ///< hips and shoulders move within it
constexpr float usual_error_mm = 35;
constexpr float spreads = 6;  ///< median absolute deviations of the take itself

float tolerance(const InspectedTrack& track, std::size_t pair) {
  const BonePair& bones_of_pair = bone_pairs()[pair];
  const Bone& bone = bones()[static_cast<std::size_t>(bones_of_pair.left)];
  const bool trunk = bone.parent == Joint::pelvis || bone.parent == Joint::neck;
  const float length = track.norms.bone_mm[static_cast<std::size_t>(bones_of_pair.left)].median;
  return std::fmax(trunk ? of_the_trunk : of_a_limb,
                   std::fmax(usual_error_mm / length, spreads * track.norms.asymmetry[pair].spread));
}

JointMask joints_of(const BonePair& pair) {
  JointMask mask;
  for (const int b : {pair.left, pair.right}) {
    mask |= mask_of(bones()[static_cast<std::size_t>(b)].child);
  }
  return mask;
}

/// In the order in which a mask's joints are named: of legs the right one comes first, of arms the left one.
std::pair<int, int> as_named(const BonePair& pair) {
  const auto child_of = [](int bone) { return index_of(bones()[static_cast<std::size_t>(bone)].child); };
  return child_of(pair.left) < child_of(pair.right) ? std::pair(pair.left, pair.right)
                                                    : std::pair(pair.right, pair.left);
}

/// How many times as different a bone and its mirror are as is natural.
class BoneSymmetry : public Detector {
 public:
  BoneSymmetry() : Detector("bone_symmetry", "", 1) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::size_t p = 0; p < bone_pair_count; ++p) {
      const auto left = track.features.bone(bone_pairs()[p].left);
      const auto right = track.features.bone(bone_pairs()[p].right);
      const float usual = track.norms.asymmetry[p].median;
      const float take = std::abs(usual) / of_a_take;
      const float scale = 1 / tolerance(track, p);
      const JointMask joints = joints_of(bone_pairs()[p]);
      for (std::int64_t f = 0; f < track.features.frames; ++f) {
        const auto at = static_cast<std::size_t>(f);
        const float apart = std::abs(std::log(left[at] / right[at]) - usual) * scale;
        scores.raise(f, apart == apart ? std::fmax(apart, take) : apart, joints);
      }
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    std::size_t worst = 0;
    float most = -1;
    for (std::size_t p = 0; p < bone_pair_count; ++p) {
      if ((joints_of(bone_pairs()[p]) & scores.joints[f]).none()) continue;
      const float apart = std::abs(std::log(track.features.bone(bone_pairs()[p].left)[f] /
                                            track.features.bone(bone_pairs()[p].right)[f]));
      if (apart > most) most = apart, worst = p;
    }
    const auto [first, second] = as_named(bone_pairs()[worst]);
    return {&wording::unequal_bones,
            {joints_of(bone_pairs()[worst]), Figure{track.features.bone(first)[f]},
             Figure{track.features.bone(second)[f]}}};
  }
};

}  // namespace

DetectorPtr make_bone_symmetry() { return std::make_unique<BoneSymmetry>(); }

}  // namespace solopose
