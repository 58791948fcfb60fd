#include "widgets/universal_frame_panel/blended_transform.h"

#include <cmath>

#include <Eigen/Geometry>

namespace solopose {

RigidTransform partOfTransform(const RigidTransform& full, const Eigen::Vector3d& centre_mm, double t) {
  if (t <= 0) return {};
  if (t >= 1) return full;
  RigidTransform part;
  const Eigen::Quaterniond whole_turn(full.rotation);
  part.rotation = Eigen::Quaterniond::Identity().slerp(t, whole_turn).toRotationMatrix();
  part.scale = std::pow(full.scale, t);
  const Eigen::Vector3d centre_goes_to = (1 - t) * centre_mm + t * (full * centre_mm);
  part.translation_mm = centre_goes_to - part.scale * (part.rotation * centre_mm);
  return part;
}

SkeletonPose transformed(const RigidTransform& transform, const SkeletonPose& pose) {
  SkeletonPose result;
  for (std::size_t j = 0; j < pose.size(); ++j)
    result[j] = (transform * pose[j].cast<double>()).cast<float>();
  return result;
}

Eigen::Vector3d centreOf(const SkeletonPose& pose) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  int count = 0;
  for (const Eigen::Vector3f& joint : pose) {
    if (!joint.allFinite()) continue;
    sum += joint.cast<double>();
    ++count;
  }
  return count == 0 ? sum : (sum / count).eval();
}

}  // namespace solopose
