#include "core/formats/bvh_kinematics.h"

#include <numbers>

namespace solopose {
namespace {

int axis_of(BvhChannel channel) { return static_cast<int>(channel) % 3; }
bool is_rotation(BvhChannel channel) { return channel >= BvhChannel::x_rotation; }

/// matrix = matrix * R_axis(angle): only two columns change.
void rotate(Eigen::Matrix3d& matrix, int axis, double degrees) {
  const double angle = degrees * (std::numbers::pi / 180);
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  const int u = (axis + 1) % 3;
  const int v = (axis + 2) % 3;
  const Eigen::Vector3d column_u = matrix.col(u);
  matrix.col(u) = c * column_u + s * matrix.col(v);
  matrix.col(v) = c * matrix.col(v) - s * column_u;
}

bool holds_displacements(const BvhSkeleton& skeleton, std::span<const double> row) {
  double as_position = 0;
  double as_displacement = 0;
  std::size_t column = 0;
  for (const BvhJoint& joint : skeleton.joints) {
    for (const BvhChannel channel : joint.channels) {
      const double value = row[column++];
      if (is_rotation(channel) || joint.parent < 0) continue;
      as_position += std::abs(value - joint.offset[axis_of(channel)]);
      as_displacement += std::abs(value);
    }
  }
  return as_position > as_displacement;
}

}  // namespace

BvhKinematics::BvhKinematics(const BvhSkeleton& skeleton, std::span<const double> first_row)
    : skeleton_(skeleton),
      displacements_(holds_displacements(skeleton, first_row)),
      poses_(skeleton.joints.size()) {}

void BvhKinematics::positions(std::span<const double> row, float* positions) {
  std::size_t column = 0;
  for (std::size_t j = 0; j < poses_.size(); ++j) {
    const BvhJoint& joint = skeleton_.joints[j];
    const Pose* parent = joint.parent < 0 ? nullptr : &poses_[static_cast<std::size_t>(joint.parent)];
    Pose& pose = poses_[j];
    pose.rotation = parent ? parent->rotation : Eigen::Matrix3d::Identity();
    Eigen::Vector3d local = joint.offset;
    for (const BvhChannel channel : joint.channels) {
      const double value = row[column++];
      const int axis = axis_of(channel);
      if (is_rotation(channel)) {
        rotate(pose.rotation, axis, value);
      } else {
        local[axis] = displacements_ && parent ? joint.offset[axis] + value : value;
      }
    }
    pose.position = parent ? Eigen::Vector3d(parent->position + parent->rotation * local) : local;
    for (int axis = 0; axis < 3; ++axis) *positions++ = static_cast<float>(pose.position[axis]);
  }
}

}  // namespace solopose
