#pragma once

#include <array>
#include <cstdint>

#include <Eigen/Core>

namespace solopose::demo {

/// The points of a synthesised body: every joint one of the four datasets has, and the heels it stands on.
enum class Part : std::uint8_t {
  pelvis,
  spine,
  spine2,
  spine3,
  spine4,
  neck,
  head,
  head_top,
  nose,
  left_eye,
  left_ear,
  left_clavicle,
  left_shoulder,
  left_elbow,
  left_wrist,
  left_hand,
  left_hip,
  left_knee,
  left_ankle,
  left_heel,
  left_foot,
  left_toe,
  right_eye,
  right_ear,
  right_clavicle,
  right_shoulder,
  right_elbow,
  right_wrist,
  right_hand,
  right_hip,
  right_knee,
  right_ankle,
  right_heel,
  right_foot,
  right_toe,
};
inline constexpr int part_count = 35;

/// Points in mm: world z up; a person of heading 0 faces +y, with +x to the right.
using BodyPoints = std::array<Eigen::Vector3d, part_count>;

inline Eigen::Vector3d& at(BodyPoints& points, Part part) { return points[static_cast<std::size_t>(part)]; }
inline const Eigen::Vector3d& at(const BodyPoints& points, Part part) {
  return points[static_cast<std::size_t>(part)];
}
/// The part on the other side of the body; parts of the middle are their own mirror.
Part mirrored(Part part);

/// How a body is built. Segment lengths are shares of the stature (Winter, Biomechanics and Motor Control of
/// Human Movement, figure 4.1), bent by three ratios so that people differ.
struct Proportions {
  double stature_mm = 1750;
  double legs = 1;     ///< ratio to the average, 0.9 to 1.1
  double arms = 1;     ///< the same
  double breadth = 1;  ///< shoulders and hips
};

/// Joint angles in degrees; the defaults are a person at ease. Flexion is forwards, abduction away from the
/// body.
struct ArmPose {
  double lift = 0;  ///< of the collar bone
  double flex = 4;
  double abduct = 9;
  double twist = 10;  ///< inwards
  double elbow = 14;
  double wrist = 6;
};

struct LegPose {
  double flex = 2;
  double abduct = 3;
  double twist = 7;  ///< outwards
  double knee = 4;
  double foot = 0;  ///< the sole against the ground, toes up; absolute, whatever the leg does
};

struct BodyPose {
  double lean = 2;  ///< pelvis: forwards, to the right, about the vertical (to the left)
  double sway = 0;
  double turn = 0;
  double bend = 2;  ///< spine, shared by three joints: forwards, to the right, to the left
  double side = 0;
  double twist = 0;
  double nod = 0;  ///< neck and head: down, to the left, to the right
  double look = 0;
  double tilt = 0;
  ArmPose left_arm;
  ArmPose right_arm;
  LegPose left_leg;
  LegPose right_leg;
  double lift_mm = 0;  ///< of the lowest point of the feet above the ground
};

/// Forward kinematics. The lowest point of the feet is at z = lift_mm, the pelvis above x = y = 0;
/// `heading_deg` turns the person to the left.
BodyPoints body_points(const Proportions& proportions, const BodyPose& pose, double heading_deg);

}  // namespace solopose::demo
