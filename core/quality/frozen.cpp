#include <algorithm>
#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Nearly equal: a hundredth of the joint's median step, within what floats of metres round to and a fifth of
/// a millimetre.
constexpr float share_of_step = 0.01F;
constexpr float rounding_mm = 1e-3F;
constexpr float most_mm = 0.2F;
/// A joint that rests counts for less than a body that does: single joints do lie still.
constexpr float weight_of_joint = 0.4F;
/// A foot on the ground is held by it. That its shank changes its length meanwhile says that it is not.
constexpr float changed_shank_mm = 10;
/// Some joint must go on meanwhile, by this much.
constexpr float motion_mm = 5;

/// Frames in which a pose is the same as in the frame before.
class Stillness {
 public:
  explicit Stillness(const InspectedTrack& track) : track_(track) {
    for (std::size_t j = 0; j < joint_count; ++j) {
      const float usual = share_of_step * track.norms.step_mm[j];
      limits_[j] = usual == usual ? std::clamp(usual, rounding_mm, most_mm) : rounding_mm;
    }
  }

  bool joint(int j, std::int64_t f) const {
    return track_.features.step(j)[static_cast<std::size_t>(f)] <= limits_[static_cast<std::size_t>(j)];
  }

  /// Every joint that is there, and at least three are.
  bool body(std::int64_t f) const {
    int there = 0;
    for (int j = 0; j < joint_count; ++j) {
      const float step = track_.features.step(j)[static_cast<std::size_t>(f)];
      if (step > limits_[static_cast<std::size_t>(j)]) return false;
      there += static_cast<int>(step == step);
    }
    return there >= 3;
  }

 private:
  const InspectedTrack& track_;
  std::array<float, joint_count> limits_;
};

/// Calls found(first, last) for each run of frames that equal each other.
template <typename Still, typename Found>
void for_each_run(std::int64_t frames, const Still& still, const Found& found) {
  for (std::int64_t f = 1; f < frames; ++f) {
    if (!still(f)) continue;
    const std::int64_t first = f - 1;
    while (f + 1 < frames && still(f + 1)) ++f;
    found(first, f);
  }
}

float change_over(std::span<const float> values, std::int64_t first, std::int64_t last) {
  const auto [low, high] = std::minmax_element(values.begin() + first, values.begin() + last + 1);
  return *high - *low;
}

/// The longest way that a joint goes from first to last, mm.
float body_motion(const TrackFeatures& features, std::int64_t first, std::int64_t last) {
  float longest = 0;
  for (int j = 0; j < joint_count; ++j) {
    float way = 0;
    for (std::int64_t f = first + 1; f <= last; ++f) {
      const float step = features.step(j)[static_cast<std::size_t>(f)];
      if (step == step) way += step;
    }
    longest = std::fmax(longest, way);
  }
  return longest;
}

bool is_foot(int joint) {
  return joint == index_of(Joint::left_ankle) || joint == index_of(Joint::right_ankle);
}
int shank_of(int ankle) { return ankle == index_of(Joint::left_ankle) ? 5 : 2; }

/// How many frames a body is held in the same place to the last bit or nearly; of a joint alone, whose body
/// moves on, two fifths of that.
class Frozen : public Detector {
 public:
  Frozen() : Detector("frozen", "frames", 2.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    const Stillness still(track);
    const std::int64_t frames = track.features.frames;
    for (std::int64_t f = 0; f < frames; ++f) scores.raise(f, 1, {});
    for_each_run(
        frames, [&](std::int64_t f) { return still.body(f); },
        [&](std::int64_t first, std::int64_t last) { raise(scores, first, last, 1, {}); });
    for (int j = 0; j < joint_count; ++j) {
      for_each_run(
          frames, [&](std::int64_t f) { return still.joint(j, f); },
          [&](std::int64_t first, std::int64_t last) {
            if (is_held(track, j, first, last)) raise(scores, first, last, weight_of_joint, mask_of(j));
          });
    }
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    const float weight = scores.joints[f].none() ? 1 : weight_of_joint;
    return {&wording::stays,
            {scores.joints[f], Counted{std::lround(scores.score[f] / weight), &wording::frames}}};
  }

 private:
  static void raise(TrackScores& scores, std::int64_t first, std::int64_t last, float weight,
                    JointMask joints) {
    const float score = weight * static_cast<float>(last - first + 1);
    for (std::int64_t f = first; f <= last; ++f) scores.raise(f, score, joints);
  }

  static bool is_held(const InspectedTrack& track, int joint, std::int64_t first, std::int64_t last) {
    if (last - first < 4 || body_motion(track.features, first, last) < motion_mm) return false;
    return !is_foot(joint) ||
           change_over(track.features.bone(shank_of(joint)), first, last) > changed_shank_mm;
  }
};

}  // namespace

DetectorPtr make_frozen() { return std::make_unique<Frozen>(); }

}  // namespace solopose
