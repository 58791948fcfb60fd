#include <cmath>
#include <initializer_list>
#include <numbers>
#include <utility>
#include <vector>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// What healthy joints reach, with what skeletons from different sources add to it. Flexion and the hip after
/// the American Academy of Orthopaedic Surgeons' ranges of motion (knee 135, elbow 150, hip 120 to the
/// pelvis, more to the trunk as the spine bends along); dancers' splits and arabesques are within.
struct Limit {
  BodyAngle angle;
  float degrees;
  JointMask joints;
  const Wording* words;
  std::vector<ReasonValue> subject = {};  ///< what the words speak of, where they do not say it
};

JointMask masks(std::initializer_list<Joint> joints) {
  JointMask mask;
  for (const Joint joint : joints) mask |= mask_of(joint);
  return mask;
}

const std::vector<Limit>& limits() {
  using enum Joint;
  using namespace wording;
  static const std::vector<Limit> all = {
      {BodyAngle::left_knee, 165, masks({left_knee}), &bent, {mask_of(left_knee)}},
      {BodyAngle::right_knee, 165, masks({right_knee}), &bent, {mask_of(right_knee)}},
      {BodyAngle::left_knee_backward, 15, masks({left_knee}), &bent_the_wrong_way, {mask_of(left_knee)}},
      {BodyAngle::right_knee_backward, 15, masks({right_knee}), &bent_the_wrong_way, {mask_of(right_knee)}},
      {BodyAngle::left_elbow, 162, masks({left_elbow}), &bent, {mask_of(left_elbow)}},
      {BodyAngle::right_elbow, 162, masks({right_elbow}), &bent, {mask_of(right_elbow)}},
      {BodyAngle::left_elbow_backward, 20, masks({left_elbow}), &bent_the_wrong_way, {mask_of(left_elbow)}},
      {BodyAngle::right_elbow_backward,
       20,
       masks({right_elbow}),
       &bent_the_wrong_way,
       {mask_of(right_elbow)}},
      {BodyAngle::left_hip, 170, masks({left_hip, left_knee}), &bent, {mask_of(left_hip)}},
      {BodyAngle::right_hip, 170, masks({right_hip, right_knee}), &bent, {mask_of(right_hip)}},
      {BodyAngle::left_hip_backward, 55, masks({left_hip, left_knee}), &behind_the_body, {&left_thigh}},
      {BodyAngle::right_hip_backward, 55, masks({right_hip, right_knee}), &behind_the_body, {&right_thigh}},
      {BodyAngle::left_hip_inward, 55, masks({left_hip, left_knee}), &crosses_the_other, {&left_thigh}},
      {BodyAngle::right_hip_inward, 55, masks({right_hip, right_knee}), &crosses_the_other, {&right_thigh}},
      {BodyAngle::trunk_twist, 80, masks({left_hip, right_hip, left_shoulder, right_shoulder}), &twisted},
      {BodyAngle::trunk_side_bend, 45, masks({pelvis, neck}), &bends_sideways}};
  return all;
}

/// How far a head turns from how it is usually held: necks bend by 50 to 60 degrees to either side.
constexpr float head_limit = 60;

float head_turn(const InspectedTrack& track, std::int64_t frame) {
  const auto& head = track.features.angles[static_cast<std::size_t>(frame)].head;
  const float cosine = std::clamp(head.dot(track.norms.head), -1.F, 1.F);
  return std::acos(cosine) * static_cast<float>(180 / std::numbers::pi);
}

/// Degrees beyond what a body can do; below 0 within it.
class JointAngle : public Detector {
 public:
  JointAngle() : Detector("joint_angle", "degrees", 5) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f) {
      const BodyAngles& angles = track.features.angles[static_cast<std::size_t>(f)];
      for (const Limit& limit : limits()) scores.raise(f, angles[limit.angle] - limit.degrees, limit.joints);
      scores.raise(f, head_turn(track, f) - head_limit, mask_of(Joint::head));
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const BodyAngles& angles = track.features.angles[static_cast<std::size_t>(frame)];
    const float score = scores.score[static_cast<std::size_t>(frame)];
    for (const Limit& limit : limits()) {
      if (!(angles[limit.angle] - limit.degrees >= score)) continue;  // an angle nobody can tell is NaN
      return said(limit.words, limit.subject, angles[limit.angle], limit.degrees);
    }
    return said(&wording::head_turned, {}, head_turn(track, frame), head_limit);
  }

 private:
  static Reason said(const Wording* words, std::vector<ReasonValue> values, float degrees, float possible) {
    values.emplace_back(Figure{degrees});
    values.emplace_back(Figure{possible});
    return {words, std::move(values)};
  }
};

}  // namespace

DetectorPtr make_joint_angle() { return std::make_unique<JointAngle>(); }

}  // namespace solopose
