#include "widgets/universal_frame_panel/moved_pose.h"

namespace solopose {

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
