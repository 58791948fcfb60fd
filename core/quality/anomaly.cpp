#include <algorithm>
#include <array>
#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// As wording::angles names it: a shank that swings to the back counts from 0 up.
float natural_degrees(BodyAngle angle, float degrees) {
  using enum BodyAngle;
  return angle == left_knee_backward || angle == right_knee_backward ? -degrees : degrees;
}

/// What such an angle can be at all: what the rest of a broken pose lets expect may lie beyond.
float within_reach(BodyAngle angle, float degrees) {
  switch (angle) {
    using enum BodyAngle;
    case left_knee:
    case right_knee:
    case left_elbow:
    case right_elbow:
    case left_hip:
    case right_hip:
    case left_arm:
    case right_arm:
    case trunk_twist:
      return std::clamp(degrees, 0.F, 180.F);
    case trunk_side_bend:
      return std::clamp(degrees, 0.F, 90.F);
    case head_forward:
      return std::clamp(degrees, -180.F, 180.F);
    default:
      return std::clamp(degrees, -90.F, 90.F);
  }
}

/// How odd a pose is among the project's, by a Gaussian mixture over its angles; PoseMixture says in which
/// unit.
class Anomaly : public Detector {
 public:
  Anomaly() : Detector("anomaly", "", 10) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    const PoseMixture& poses = track.population.poses;
    if (poses.empty()) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f)
      scores.raise(f, poses.oddness(pose_numbers(track.features.angles[static_cast<std::size_t>(f)])), {});
    return scores;
  }

  /// Names the two numbers that are furthest from what the rest of the pose lets expect, and what that is.
  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    const BodyAngles& angles = track.features.angles[static_cast<std::size_t>(frame)];
    const auto odd = track.population.poses.odd_numbers(pose_numbers(angles));
    static constexpr std::array sayings = {&wording::odd_pose, &wording::odd_pose_by_one,
                                           &wording::odd_pose_by_two};
    const std::size_t named = std::min(sayings.size() - 1, odd.size());
    Reason reason{sayings[named], {}};
    for (std::size_t i = 0; i < named; ++i) {
      const BodyAngle angle = angle_of_number(odd[i].number);
      reason.values.emplace_back(&wording::angles[static_cast<std::size_t>(index_of(angle))]);
      for (const float degrees : {angles[angle], within_reach(angle, odd[i].expected)})
        reason.values.emplace_back(Figure{natural_degrees(angle, degrees)});
    }
    return reason;
  }
};

}  // namespace

DetectorPtr make_anomaly() { return std::make_unique<Anomaly>(); }

}  // namespace solopose
