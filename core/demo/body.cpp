#include "core/demo/body.h"

#include <numbers>

#include <Eigen/Geometry>

namespace solopose::demo {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

Matrix3d turned(double degrees, const Vector3d& axis) {
  return Eigen::AngleAxisd(degrees * std::numbers::pi / 180, axis).toRotationMatrix();
}
Matrix3d about_x(double degrees) { return turned(degrees, Vector3d::UnitX()); }
Matrix3d about_y(double degrees) { return turned(degrees, Vector3d::UnitY()); }
Matrix3d about_z(double degrees) { return turned(degrees, Vector3d::UnitZ()); }

/// Forwards, to the right, to the left.
Matrix3d trunk_turn(double forwards, double right, double left) {
  return about_z(left) * about_x(-forwards) * about_y(right);
}

constexpr int left_to_right = static_cast<int>(Part::right_eye) - static_cast<int>(Part::left_eye);

/// A limb's parts are named on the left; side is -1 there and +1 on the right.
Part on_side(Part left_part, int side) {
  return side < 0 ? left_part : static_cast<Part>(static_cast<int>(left_part) + left_to_right);
}

class Posed {
 public:
  Posed(const Proportions& proportions, const BodyPose& pose, double heading_deg)
      : proportions_(proportions), stature_(proportions.stature_mm) {
    const Matrix3d pelvis = about_z(heading_deg) * trunk_turn(pose.lean, pose.sway, pose.turn);
    const Matrix3d chest = place_spine(pose, pelvis);
    place_head(pose, chest);
    place_arm(pose.left_arm, chest, -1);
    place_arm(pose.right_arm, chest, 1);
    place_leg(pose.left_leg, pelvis, -1);
    place_leg(pose.right_leg, pelvis, 1);
    stand(pose.lift_mm);
  }

  const BodyPoints& points() const { return points_; }

 private:
  Vector3d& part(Part p) { return at(points_, p); }
  /// An offset given in shares of the stature.
  Vector3d share(double x, double y, double z) const { return stature_ * Vector3d(x, y, z); }

  Matrix3d place_spine(const BodyPose& pose, const Matrix3d& pelvis) {
    const Matrix3d third = trunk_turn(pose.bend / 3, pose.side / 3, pose.twist / 3);
    const Matrix3d lower = pelvis * third;
    const Matrix3d middle = lower * third;
    const Matrix3d chest = middle * third;
    part(Part::pelvis) = Vector3d::Zero();
    part(Part::spine) = pelvis * share(0, 0, 0.07);
    part(Part::spine2) = part(Part::spine) + lower * share(0, 0, 0.075);
    part(Part::spine3) = part(Part::spine2) + middle * share(0, 0, 0.07);
    part(Part::spine4) = part(Part::spine3) + chest * share(0, 0, 0.09);
    return chest;
  }

  void place_head(const BodyPose& pose, const Matrix3d& chest) {
    const Matrix3d half = trunk_turn(pose.nod / 2, pose.tilt / 2, pose.look / 2);
    const Matrix3d neck = chest * half;
    const Matrix3d skull = neck * half;
    part(Part::neck) = part(Part::spine4) + neck * share(0, 0.008, 0.035);
    const Vector3d head = part(Part::neck) + skull * share(0, 0.01, 0.04);
    part(Part::head) = head;
    part(Part::head_top) = head + skull * share(0, -0.005, 0.085);
    part(Part::nose) = head + skull * share(0, 0.062, 0.02);
    for (const int side : {-1, 1}) {
      part(on_side(Part::left_eye, side)) = head + skull * share(side * 0.018, 0.052, 0.038);
      part(on_side(Part::left_ear, side)) = head + skull * share(side * 0.042, 0.004, 0.026);
    }
  }

  void place_arm(const ArmPose& arm, const Matrix3d& chest, int side) {
    const double breadth = proportions_.breadth;
    const Vector3d clavicle = part(Part::spine4) + chest * share(side * 0.015 * breadth, 0.006, -0.017);
    const Vector3d shoulder =
        clavicle + chest * about_y(-side * arm.lift) * share(side * 0.088 * breadth, -0.006, 0);
    const Matrix3d upper =
        chest * about_x(arm.flex) * about_y(-side * arm.abduct) * about_z(side * arm.twist);
    const Matrix3d lower = upper * about_x(arm.elbow);
    const Vector3d elbow = shoulder + upper * share(0, 0, -0.18 * proportions_.arms);
    const Vector3d wrist = elbow + lower * share(0, 0, -0.146 * proportions_.arms);
    part(on_side(Part::left_clavicle, side)) = clavicle;
    part(on_side(Part::left_shoulder, side)) = shoulder;
    part(on_side(Part::left_elbow, side)) = elbow;
    part(on_side(Part::left_wrist, side)) = wrist;
    part(on_side(Part::left_hand, side)) =
        wrist + lower * about_x(arm.wrist) * share(0, 0, -0.055 * proportions_.arms);
  }

  void place_leg(const LegPose& leg, const Matrix3d& pelvis, int side) {
    const Matrix3d upper =
        pelvis * about_x(leg.flex) * about_y(-side * leg.abduct) * about_z(-side * leg.twist);
    const Matrix3d lower = upper * about_x(-leg.knee);
    const Vector3d hip = pelvis * share(side * 0.052 * proportions_.breadth, 0, 0);
    const Vector3d knee = hip + upper * share(0, 0, -0.245 * proportions_.legs);
    const Vector3d ankle = knee + lower * share(0, 0, -0.246 * proportions_.legs);
    // The foot keeps the leg's plane and has a pitch of its own: its forward direction is up x right.
    const Vector3d forward = Vector3d::UnitZ().cross(lower.col(0)).normalized();
    Matrix3d foot;
    foot.col(0) = forward.cross(Vector3d::UnitZ());
    foot.col(1) = forward;
    foot.col(2) = Vector3d::UnitZ();
    foot = foot * about_x(leg.foot);
    part(on_side(Part::left_hip, side)) = hip;
    part(on_side(Part::left_knee, side)) = knee;
    part(on_side(Part::left_ankle, side)) = ankle;
    part(on_side(Part::left_heel, side)) = ankle + foot * share(0, -0.03, -0.042);
    part(on_side(Part::left_foot, side)) = ankle + foot * share(0, 0.075, -0.038);
    part(on_side(Part::left_toe, side)) = ankle + foot * share(0, 0.112, -0.042);
  }

  void stand(double lift_mm) {
    double lowest = 0;
    for (const int side : {-1, 1}) {
      for (const Part p : {Part::left_heel, Part::left_foot, Part::left_toe}) {
        lowest = std::min(lowest, part(on_side(p, side)).z());
      }
    }
    for (Vector3d& point : points_) point.z() += lift_mm - lowest;
  }

  const Proportions& proportions_;
  double stature_;
  BodyPoints points_;
};

}  // namespace

Part mirrored(Part part) {
  if (part < Part::left_eye) return part;
  const int index = static_cast<int>(part);
  return static_cast<Part>(part < Part::right_eye ? index + left_to_right : index - left_to_right);
}

BodyPoints body_points(const Proportions& proportions, const BodyPose& pose, double heading_deg) {
  return Posed(proportions, pose, heading_deg).points();
}

}  // namespace solopose::demo
