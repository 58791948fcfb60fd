#pragma once

#include <array>
#include <cstdint>
#include <string>

#include <Eigen/Core>

namespace solopose {

/// How a lens bends rays. `distortion` holds, in OpenCV's order,
/// brown_conrady: k1, k2, p1, p2, k3 of Brown's model of lenses that are nearly a pinhole
/// (cv::projectPoints); equidistant: k1, k2, k3, k4 of a fisheye lens (cv::fisheye), the fifth number 0. A
/// ray at an angle t from the axis appears at t * (1 + k1 t^2 + k2 t^4 + k3 t^6 + k4 t^8) focal lengths from
/// the principal point.
enum class LensModel : std::uint8_t { brown_conrady, equidistant };

/// A calibrated camera: x_camera_mm = rotation * x_world_mm + translation_mm; x right, y down, z forward.
struct Camera {
  std::string name;
  int width = 0;                                             ///< pixels; 0 = unknown
  int height = 0;                                            ///< pixels; 0 = unknown
  Eigen::Matrix3d intrinsics = Eigen::Matrix3d::Identity();  ///< pixels
  LensModel lens = LensModel::brown_conrady;
  std::array<double, 5> distortion{};  ///< as `lens` says
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
  Eigen::Vector3d translation_mm = Eigen::Vector3d::Zero();
};

}  // namespace solopose
