#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>
#include <QColor>

namespace solopose {

/// Shaded triangles with a colour per corner.
struct Mesh {
  std::vector<float> points_mm;         ///< (corners, 3)
  std::vector<float> normals;           ///< (corners, 3)
  std::vector<std::uint8_t> colours;    ///< (corners, 3)
  std::vector<std::int32_t> triangles;  ///< (triangles, 3)

  // Each leaves out what is not finite.
  void add_ball(const Eigen::Vector3d& centre_mm, double radius_mm, const QColor& colour);
  /// A frustum between two points without its ends; radius_b = 0 makes a cone.
  void add_tube(const Eigen::Vector3d& a_mm, const Eigen::Vector3d& b_mm, double radius_a, double radius_b,
                const QColor& colour);
  /// An arrow whose tip is at b. Shorter than its head it is the head only.
  void add_arrow(const Eigen::Vector3d& a_mm, const Eigen::Vector3d& b_mm, double radius_mm,
                 const QColor& colour);

 private:
  std::int32_t add_corner(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& normal,
                          const QColor& colour);
};

}  // namespace solopose
