#pragma once

#include <random>
#include <vector>

#include <Eigen/Geometry>

#include "core/skeleton/canonical.h"

namespace solopose::testing {

/// A person with random bone lengths (100 to 520 mm), every bone in a random direction, pelvis near the
/// origin. (15, 3) mm.
inline std::vector<float> random_pose(std::mt19937& random) {
  std::uniform_real_distribution<double> length(100, 520);
  std::uniform_real_distribution<double> offset(-60, 60);
  std::normal_distribution<double> normal;
  std::vector<Eigen::Vector3d> joints(joint_count);
  joints[0] = {offset(random), offset(random), offset(random)};
  for (const Bone& bone : bones()) {
    const Eigen::Vector3d direction =
        Eigen::Vector3d(normal(random), normal(random), normal(random)).normalized();
    joints[static_cast<std::size_t>(bone.child)] =
        joints[static_cast<std::size_t>(bone.parent)] + length(random) * direction;
  }
  std::vector<float> pose;
  for (const Eigen::Vector3d& joint : joints) {
    for (int axis = 0; axis < 3; ++axis) pose.push_back(static_cast<float>(joint[axis]));
  }
  return pose;
}

inline Eigen::Vector3d joint_of(const std::vector<float>& pose, int joint) {
  const auto j = static_cast<std::size_t>(joint) * 3;
  return {static_cast<double>(pose[j]), static_cast<double>(pose[j + 1]), static_cast<double>(pose[j + 2])};
}

}  // namespace solopose::testing
