#include "render/heat_map/mesh.h"

#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

namespace solopose {
namespace {

using std::numbers::pi;

// Few triangles: a machine without a graphics card draws them too.
constexpr int rings = 6;
constexpr int sectors = 10;

}  // namespace

std::int32_t Mesh::add_corner(const Eigen::Vector3d& point_mm, const Eigen::Vector3d& normal,
                              const QColor& colour) {
  const auto index = static_cast<std::int32_t>(points_mm.size() / 3);
  for (int axis = 0; axis < 3; ++axis) {
    points_mm.push_back(static_cast<float>(point_mm[axis]));
    normals.push_back(static_cast<float>(normal[axis]));
  }
  for (const int channel : {colour.red(), colour.green(), colour.blue()})
    colours.push_back(static_cast<std::uint8_t>(channel));
  return index;
}

void Mesh::add_ball(const Eigen::Vector3d& centre_mm, double radius_mm, const QColor& colour) {
  if (!centre_mm.allFinite() || !(radius_mm > 0)) return;
  std::int32_t first = 0;
  for (int ring = 0; ring <= rings; ++ring) {
    const double polar = pi * ring / rings;
    for (int sector = 0; sector <= sectors; ++sector) {
      const double around = 2 * pi * sector / sectors;
      const Eigen::Vector3d normal(std::sin(polar) * std::cos(around), std::sin(polar) * std::sin(around),
                                   std::cos(polar));
      const std::int32_t corner = add_corner(centre_mm + radius_mm * normal, normal, colour);
      if (ring == 0 && sector == 0) first = corner;
    }
  }
  for (int ring = 0; ring < rings; ++ring) {
    for (int sector = 0; sector < sectors; ++sector) {
      const std::int32_t a = first + ring * (sectors + 1) + sector;
      const std::int32_t b = a + sectors + 1;
      triangles.insert(triangles.end(), {a, b, a + 1, a + 1, b, b + 1});
    }
  }
}

void Mesh::add_tube(const Eigen::Vector3d& a_mm, const Eigen::Vector3d& b_mm, double radius_a,
                    double radius_b, const QColor& colour) {
  const Eigen::Vector3d along = b_mm - a_mm;
  if (!along.allFinite() || along.norm() < 1e-6) return;
  const Eigen::Vector3d axis = along.normalized();
  const Eigen::Vector3d u = axis.unitOrthogonal();
  const Eigen::Vector3d v = axis.cross(u);
  std::int32_t first = 0;
  for (int sector = 0; sector <= sectors; ++sector) {
    const double around = 2 * pi * sector / sectors;
    const Eigen::Vector3d outward = std::cos(around) * u + std::sin(around) * v;
    const Eigen::Vector3d normal = (outward + axis * ((radius_a - radius_b) / along.norm())).normalized();
    const std::int32_t corner = add_corner(a_mm + radius_a * outward, normal, colour);
    add_corner(b_mm + radius_b * outward, normal, colour);
    if (sector == 0) first = corner;
  }
  for (int sector = 0; sector < sectors; ++sector) {
    const std::int32_t a = first + 2 * sector;
    triangles.insert(triangles.end(), {a, a + 2, a + 1, a + 1, a + 2, a + 3});
  }
}

void Mesh::add_arrow(const Eigen::Vector3d& a_mm, const Eigen::Vector3d& b_mm, double radius_mm,
                     const QColor& colour) {
  const Eigen::Vector3d along = b_mm - a_mm;
  if (!along.allFinite() || along.norm() < 1e-6) return;
  const double head = std::min(along.norm(), 5 * radius_mm);
  const Eigen::Vector3d neck = b_mm - head * along.normalized();
  add_tube(a_mm, neck, radius_mm, radius_mm, colour);
  add_tube(neck, b_mm, 2.4 * radius_mm, 0, colour);
}

}  // namespace solopose
