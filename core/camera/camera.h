#pragma once

#include <array>
#include <string>

#include <Eigen/Core>

namespace solopose {

/// A calibrated camera: x_camera_mm = rotation * x_world_mm + translation_mm; x right, y down, z forward.
struct Camera {
  std::string name;
  int width = 0;                                             ///< pixels; 0 = unknown
  int height = 0;                                            ///< pixels; 0 = unknown
  Eigen::Matrix3d intrinsics = Eigen::Matrix3d::Identity();  ///< pixels
  std::array<double, 5> distortion{};                        ///< OpenCV order k1, k2, p1, p2, k3
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
  Eigen::Vector3d translation_mm = Eigen::Vector3d::Zero();
};

}  // namespace solopose
