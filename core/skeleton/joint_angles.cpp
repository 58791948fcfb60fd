#include "core/skeleton/joint_angles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <Eigen/Geometry>

#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

using Vector = Eigen::Vector3f;

constexpr float degrees_per_radian = static_cast<float>(180 / std::numbers::pi);
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// NaN where the vector has no direction.
Vector direction(const Vector& v) {
  const float length = v.norm();
  return v / (length > 0 ? length : unknown);
}

Vector across(const Vector& v, const Vector& axis) { return direction(v - v.dot(axis) * axis); }

// NaN passes through std::clamp.
float angle_between(const Vector& a, const Vector& b) {
  return degrees_per_radian * std::acos(std::clamp(a.dot(b), -1.F, 1.F));
}
float elevation(float sine) { return degrees_per_radian * std::asin(std::clamp(sine, -1.F, 1.F)); }

/// The joints of one side, and where that side's angles stand.
struct SideJoints {
  Joint hip, knee, ankle, shoulder, elbow, wrist;
  int offset;     ///< of the side's angle from the left one
  float outward;  ///< its direction along the line from left to right
};
constexpr std::array sides_of_body = {
    SideJoints{Joint::left_hip, Joint::left_knee, Joint::left_ankle, Joint::left_shoulder, Joint::left_elbow,
               Joint::left_wrist, 0, -1},
    SideJoints{Joint::right_hip, Joint::right_knee, Joint::right_ankle, Joint::right_shoulder,
               Joint::right_elbow, Joint::right_wrist, 1, 1}};

class AnglesOfPose {
 public:
  AnglesOfPose(std::span<const float> pose, const SideSense& sides)
      : pose_(pose), middle_((at(Joint::left_shoulder) + at(Joint::right_shoulder)) / 2) {
    trunk_ = direction(middle_ - at(Joint::pelvis));
    hips_ = direction(at(Joint::right_hip) - at(Joint::left_hip)) * sides.legs;
    shoulders_ = direction(at(Joint::right_shoulder) - at(Joint::left_shoulder)) * sides.arms;
  }

  BodyAngles angles() {
    for (const SideJoints& side : sides_of_body) {
      leg(side);
      arm(side);
    }
    head();
    set(BodyAngle::trunk_twist, 0, angle_between(across(shoulders_, trunk_), across(hips_, trunk_)));
    set(BodyAngle::trunk_side_bend, 0, std::abs(elevation(trunk_.dot(hips_))));
    return result_;
  }

 private:
  Vector at(Joint joint) const { return Eigen::Map<const Vector>(pose_.data() + 3 * index_of(joint)); }
  void set(BodyAngle left, int offset, float degrees) {
    result_.degrees[static_cast<std::size_t>(index_of(left) + offset)] = degrees;
  }

  void leg(const SideJoints& side) {
    const Vector thigh = direction(at(side.knee) - at(side.hip));
    const Vector shank = direction(at(side.ankle) - at(side.knee));
    const Vector forward = across(trunk_.cross(hips_), trunk_);
    set(BodyAngle::left_knee, side.offset, angle_between(thigh, shank));
    set(BodyAngle::left_knee_backward, side.offset, elevation(thigh.cross(shank).dot(hips_)));
    set(BodyAngle::left_hip, side.offset, angle_between(thigh, -trunk_));
    set(BodyAngle::left_hip_backward, side.offset, elevation(-thigh.dot(forward)));
    set(BodyAngle::left_hip_inward, side.offset, elevation(-side.outward * thigh.dot(hips_)));
  }

  void arm(const SideJoints& side) {
    const Vector upper = direction(at(side.elbow) - at(side.shoulder));
    const Vector fore = direction(at(side.wrist) - at(side.elbow));
    const Vector forward = across(trunk_.cross(shoulders_), trunk_);
    const float raised = angle_between(upper, -trunk_);
    set(BodyAngle::left_elbow, side.offset, angle_between(upper, fore));
    set(BodyAngle::left_elbow_backward, side.offset,
        raised < hanging_arm_deg ? elevation(-upper.cross(fore).dot(shoulders_)) : unknown);
    set(BodyAngle::left_arm, side.offset, raised);
    set(BodyAngle::left_arm_forward, side.offset, elevation(upper.dot(forward)));
  }

  void head() {
    const Vector up = across(trunk_, shoulders_);
    const Vector to_head = direction(at(Joint::head) - at(Joint::neck));
    result_.head = {to_head.dot(shoulders_), to_head.dot(up.cross(shoulders_)), to_head.dot(up)};
    set(BodyAngle::head_forward, 0, degrees_per_radian * std::atan2(result_.head.y(), result_.head.z()));
    set(BodyAngle::head_sideways, 0, elevation(result_.head.x()));
  }

  std::span<const float> pose_;
  Vector middle_;
  Vector trunk_;
  Vector hips_;
  Vector shoulders_;
  BodyAngles result_;
};

}  // namespace

BodyAngles body_angles(std::span<const float> pose, const SideSense& sides) {
  return AnglesOfPose(pose, sides).angles();
}

}  // namespace solopose
