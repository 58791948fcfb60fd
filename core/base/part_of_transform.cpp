#include "core/base/part_of_transform.h"

#include <cmath>

#include <Eigen/Geometry>

namespace solopose {

RigidTransform part_of_transform(const RigidTransform& full, const Eigen::Vector3d& centre_mm, double t) {
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

}  // namespace solopose
