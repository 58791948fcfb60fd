#include "core/skeleton/body_axes.h"

#include <Eigen/Geometry>

#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

Eigen::Vector3d position(std::span<const float> pose_mm, Joint joint) {
  return Eigen::Map<const Eigen::Vector3f>(pose_mm.data() + 3 * index_of(joint)).cast<double>();
}

std::optional<BodyAxes> axes_of(const Eigen::Vector3d& up, const Eigen::Vector3d& to_the_right) {
  const Eigen::Vector3d facing = up.cross(to_the_right);
  if (!facing.allFinite() || facing.norm() < 1e-6) return std::nullopt;
  return BodyAxes{up.normalized(), facing.normalized()};
}

Eigen::Vector3d nearest_axis(const Eigen::Vector3d& direction) {
  Eigen::Index axis = 0;
  direction.cwiseAbs().maxCoeff(&axis);
  const Eigen::Vector3d unit = Eigen::Vector3d::Unit(axis);
  return direction[axis] < 0 ? Eigen::Vector3d(-unit) : unit;
}

}  // namespace

std::optional<BodyAxes> universal_body_axes(const Eigen::Matrix3d& reference_mm) {
  const Eigen::Vector3d left = reference_mm.row(0);
  const Eigen::Vector3d right = reference_mm.row(1);
  const Eigen::Vector3d pelvis = reference_mm.row(2);
  const Eigen::Vector3d torso = 0.5 * (left + right) - pelvis;
  return axes_of(torso, right - left);
}

std::optional<BodyAxes> dataset_body_axes(std::span<const float> pose_mm,
                                          const std::optional<Eigen::Vector3d>& up) {
  const Eigen::Vector3d left = position(pose_mm, Joint::left_shoulder);
  const Eigen::Vector3d right = position(pose_mm, Joint::right_shoulder);
  const Eigen::Vector3d torso = 0.5 * (left + right) - position(pose_mm, Joint::pelvis);
  if (!up && !torso.allFinite()) return std::nullopt;
  return axes_of(up ? *up : nearest_axis(torso), right - left);
}

}  // namespace solopose
