#include <algorithm>
#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Degrees from the pose at which nothing of it is left.
constexpr float unlike_deg = 40;
/// Held still: slower than this on average over all joints.
constexpr float still_m_per_s = 0.15F;
/// An A-pose holds the arms out between these, straight and to the side.
constexpr float lowest_arm_deg = 28;
constexpr float highest_arm_deg = 65;

float beyond(float value, float low, float high) {
  return std::fmax(0.F, std::fmax(low - value, value - high));
}

/// How far from straight, level arms to the side (or arms held out below the shoulders) on straight legs,
/// degrees.
struct PoseDistance {
  float t = 0;
  float a = 0;
};

PoseDistance distance(const BodyAngles& angles) {
  using enum BodyAngle;
  float both = std::fmax(angles[left_knee], angles[right_knee]);
  for (const BodyAngle angle : {left_elbow, right_elbow, left_hip, right_hip})
    both = std::fmax(both, angles[angle]);
  for (const BodyAngle angle : {left_arm_forward, right_arm_forward})
    both = std::fmax(both, std::abs(angles[angle]));
  if (!std::isfinite(angles[left_arm] + angles[right_arm] + angles[left_elbow] + angles[right_elbow]))
    both = 180;
  PoseDistance result{both, both};
  for (const BodyAngle arm : {left_arm, right_arm}) {
    result.t = std::fmax(result.t, std::abs(angles[arm] - 90));
    result.a = std::fmax(result.a, 2 * beyond(angles[arm], lowest_arm_deg, highest_arm_deg));
  }
  result.a = std::fmax(result.a, 2 * std::abs(angles[left_arm] - angles[right_arm]));
  return result;
}

/// Mean over joints; nothing before the first frame counts as still, as many files begin with one such pose.
float speed_m_per_s(const InspectedTrack& track, std::int64_t frame) {
  if (frame == 0 || frame >= track.features.frames) return 0;
  float sum = 0;
  int joints = 0;
  for (int j = 0; j < joint_count; ++j) {
    const float step = track.features.step(j)[static_cast<std::size_t>(frame)];
    if (step != step) continue;
    sum += step;
    ++joints;
  }
  return sum / static_cast<float>(std::max(joints, 1)) / 1000 * static_cast<float>(track.frames_per_second);
}

/// How like a T-pose or an A-pose that is held still, from 0 to 1: what calibrations and rigs begin with.
class CalibrationPose : public Detector {
 public:
  CalibrationPose() : Detector("calibration_pose", "", 0.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f) {
      const PoseDistance apart = distance(track.features.angles[static_cast<std::size_t>(f)]);
      const float likeness = 1 - std::fmin(apart.t, apart.a) / unlike_deg;
      const bool still =
          likeness > 0 && std::fmin(speed_m_per_s(track, f), speed_m_per_s(track, f + 1)) < still_m_per_s;
      scores.raise(f, still ? likeness : 0, {});
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    const PoseDistance apart = distance(track.features.angles[static_cast<std::size_t>(frame)]);
    return {&wording::held_pose,
            {apart.t <= apart.a ? &wording::t_pose : &wording::a_pose, Figure{std::fmin(apart.t, apart.a)}}};
  }
};

}  // namespace

DetectorPtr make_calibration_pose() { return std::make_unique<CalibrationPose>(); }

}  // namespace solopose
