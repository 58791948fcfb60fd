#pragma once

#include <Eigen/Core>

namespace solopose {

/// x' = scale * rotation * x + translation. Rotation is proper (det +1); scale is 1 unless scaling was asked
/// for.
struct RigidTransform {
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
  Eigen::Vector3d translation_mm = Eigen::Vector3d::Zero();
  double scale = 1.0;

  Eigen::Vector3d operator*(const Eigen::Vector3d& point_mm) const {
    return scale * (rotation * point_mm) + translation_mm;
  }
  /// To the last bit.
  bool operator==(const RigidTransform& other) const {
    return rotation == other.rotation && translation_mm == other.translation_mm && scale == other.scale;
  }
  RigidTransform inverse() const {
    const Eigen::Matrix3d back = rotation.transpose();
    return {back, -(back * translation_mm) / scale, 1.0 / scale};
  }
};

}  // namespace solopose
