#include "core/camera/turned_view.h"

#include <Eigen/Geometry>

namespace solopose {

Eigen::Matrix3d turned_to(const Eigen::Vector3d& direction) {
  const Eigen::Vector3d ahead = direction.normalized();
  const Eigen::Vector3d right = Eigen::Vector3d::UnitY().cross(ahead).normalized();
  Eigen::Matrix3d turned;
  turned.row(0) = right;
  turned.row(1) = ahead.cross(right);
  turned.row(2) = ahead;
  return turned;
}

}  // namespace solopose
