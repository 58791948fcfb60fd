#include "widgets/inspector/front_view.h"

#include <cstddef>

namespace solopose {
namespace {

std::optional<Eigen::Vector3d> joint_at(std::span<const float> pose_mm, Joint joint) {
  const std::size_t at = static_cast<std::size_t>(index_of(joint)) * 3;
  if (pose_mm.size() < at + 3) return {};
  const Eigen::Vector3d point(pose_mm[at], pose_mm[at + 1], pose_mm[at + 2]);
  return point.allFinite() ? std::optional(point) : std::nullopt;
}

using Pair = std::optional<std::pair<Eigen::Vector3d, Eigen::Vector3d>>;

Pair both(std::span<const float> pose_mm, Joint left, Joint right) {
  const auto l = joint_at(pose_mm, left);
  const auto r = joint_at(pose_mm, right);
  return l && r ? Pair({*l, *r}) : std::nullopt;
}

/// Perpendicular to `up`, unit; none when nothing is left.
std::optional<Eigen::Vector3d> level(const Eigen::Vector3d& direction, const Eigen::Vector3d& up) {
  const Eigen::Vector3d flat = direction - direction.dot(up) * up;
  return flat.norm() > 1e-6 ? std::optional<Eigen::Vector3d>(flat.normalized()) : std::nullopt;
}

}  // namespace

ViewPlane universal_front(const Eigen::Matrix3d& reference_mm) {
  const Eigen::Vector3d left = reference_mm.row(0);
  const Eigen::Vector3d right = reference_mm.row(1);
  const Eigen::Vector3d pelvis = reference_mm.row(2);
  const Eigen::Vector3d torso = (left + right) / 2 - pelvis;
  if (!(torso.norm() > 0)) return {};
  const Eigen::Vector3d up = torso.normalized();
  const auto across = level(left - right, up);
  return across ? ViewPlane{*across, up} : ViewPlane{};
}

std::optional<ViewPlane> body_front(std::span<const float> pose_mm,
                                    const std::optional<Eigen::Vector3d>& up) {
  const Pair shoulders = both(pose_mm, Joint::left_shoulder, Joint::right_shoulder);
  const Pair hips = both(pose_mm, Joint::left_hip, Joint::right_hip);
  const Pair& line = shoulders ? shoulders : hips;
  if (!line) return {};
  std::optional<Eigen::Vector3d> upwards = up;
  if (!upwards) {
    const auto pelvis = joint_at(pose_mm, Joint::pelvis);
    if (!shoulders || !pelvis) return {};
    const Eigen::Vector3d torso = (shoulders->first + shoulders->second) / 2 - *pelvis;
    if (!(torso.norm() > 0)) return {};
    upwards = torso.normalized();
  }
  const auto across = level(line->first - line->second, *upwards);
  return across ? std::optional(ViewPlane{*across, *upwards}) : std::nullopt;
}

FlatPose flatten(std::span<const float> pose_mm, const ViewPlane& plane) {
  FlatPose flat;
  for (int joint = 0; joint < joint_count; ++joint) {
    if (const auto point = joint_at(pose_mm, static_cast<Joint>(joint))) {
      flat[static_cast<std::size_t>(joint)] = Eigen::Vector2d(point->dot(plane.right), point->dot(plane.up));
    }
  }
  return flat;
}

}  // namespace solopose
