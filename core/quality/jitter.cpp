#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

constexpr double window_s = 0.3;
/// Independent errors of standard deviation s on each axis make jumps (half third differences) of 3.57 s on
/// average.
constexpr float jump_of_error = 3.57F;
/// Errors are undone in the next frame: accelerations point back in 5 of 6 frames. Motion does that in few,
/// so that below the first share nothing counts and from the second on everything.
constexpr float few = 0.45F;
constexpr float most = 0.65F;
/// A single wild jump is a spike.
constexpr float most_counted_mm = 80;

/// Noise from frame to frame, mm: what independent errors would have to be on each axis.
class Jitter : public Detector {
 public:
  Jitter() : Detector("jitter", "mm", 5) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    const auto half = std::max<std::int64_t>(6, std::lround(window_s * track.frames_per_second / 2));
    for (int j = 0; j < joint_count; ++j) score_joint(track.features, j, half, scores);
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    return {&wording::trembles, {scores.joints[f], Figure{scores.score[f]}}};
  }

 private:
  /// Whether the acceleration into the frame points against the one into the frame before.
  static bool turns_back(const TrackFeatures& features, int joint, std::int64_t f) {
    float product = 0;
    for (int axis = 0; axis < 3; ++axis) {
      const float* x = features.axis(static_cast<Joint>(joint), axis).data() + f;
      product += (x[1] - 2 * x[0] + x[-1]) * (x[0] - 2 * x[-1] + x[-2]);
    }
    return product < 0;
  }

  /// Running sums over the window; a gap counts as still.
  static void score_joint(const TrackFeatures& features, int joint, std::int64_t half, TrackScores& scores) {
    const auto jump = features.jump(joint);
    const std::int64_t first = 2;
    const std::int64_t end = features.frames - 1;
    const auto counted = [&](std::int64_t f) {
      const float value = jump[static_cast<std::size_t>(f)];
      return value == value ? std::fmin(value, most_counted_mm) : 0.F;
    };
    double sum = 0;
    std::int64_t turns = 0;
    const auto add = [&](std::int64_t f, int sign) {
      sum += sign * static_cast<double>(counted(f));
      turns += sign * static_cast<int>(turns_back(features, joint, f));
    };
    const float share = 1 / static_cast<float>(2 * half + 1);
    for (std::int64_t f = first; f < std::min(first + half, end); ++f) add(f, 1);
    for (std::int64_t f = first; f < end; ++f) {
      if (f + half < end) add(f + half, 1);
      if (f - half - 1 >= first) add(f - half - 1, -1);
      const float back = (static_cast<float>(turns) * share - few) / (most - few);
      const float noise = static_cast<float>(sum) * share / jump_of_error;
      if (features.has(joint, f)) scores.raise(f, noise * std::clamp(back, 0.F, 1.F), mask_of(joint));
    }
  }
};

}  // namespace

DetectorPtr make_jitter() { return std::make_unique<Jitter>(); }

}  // namespace solopose
