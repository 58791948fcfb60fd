#include "core/camera/triangulation.h"

#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/camera/lens.h"

namespace solopose {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector2d;
using Eigen::Vector3d;
using Jacobian = Eigen::Matrix<double, 2, 3>;

constexpr double least_angle = 0.5 * std::numbers::pi / 180;  ///< between rays
constexpr int most_steps = 20;
constexpr double precision_mm = 1e-9;

/// Of unit length, in the world.
Vector3d ray_of(const Sighting& sighting) {
  const Vector3d ray = unproject_pixel(sighting.camera, sighting.pixel, 1);
  if (!ray.allFinite())
    throw Error(fmt::format("triangulate: the camera {} shows nothing at ({:.1f}, {:.1f})",
                            sighting.camera.name, sighting.pixel.x(), sighting.pixel.y()));
  return sighting.camera.rotation.transpose() * ray.normalized();
}

/// The point with the least sum of squared distances to all rays.
Vector3d nearest_to_rays(std::span<const Sighting> sightings) {
  Matrix3d across = Matrix3d::Zero();
  Vector3d of_centres = Vector3d::Zero();
  for (const Sighting& sighting : sightings) {
    const Vector3d ray = ray_of(sighting);
    const Matrix3d off_ray = Matrix3d::Identity() - ray * ray.transpose();
    across += off_ray;
    of_centres += off_ray * world_from_camera(sighting.camera, Vector3d::Zero());
  }
  // Of two rays the eigenvalues are 2, 1 + cos and 1 - cos of the angle between them.
  const Eigen::SelfAdjointEigenSolver<Matrix3d> solver(across, Eigen::EigenvaluesOnly);
  if (solver.eigenvalues()[0] < 1 - std::cos(least_angle))
    throw Error(
        "triangulate: the views look along the same line, so that the depth is open; take another view");
  return across.ldlt().solve(of_centres);
}

/// How the pixel changes with the point in the world.
Jacobian slope_at(const Camera& camera, const Vector3d& point) {
  const Vector3d seen = camera_from_world(camera, point);
  const Vector2d ideal = seen.head<2>() / seen.z();
  Jacobian of_plane;
  of_plane << 1, 0, -ideal.x(), 0, 1, -ideal.y();
  return camera.intrinsics.topLeftCorner<2, 2>() * bent_by_lens(camera, ideal).slope * of_plane / seen.z() *
         camera.rotation;
}

Vector2d residual_at(const Sighting& sighting, const Vector3d& point) {
  return project_to_pixel(sighting.camera, camera_from_world(sighting.camera, point)) - sighting.pixel;
}

/// Pixels squared; NaN behind a camera.
double error_at(std::span<const Sighting> sightings, const Vector3d& point) {
  double sum = 0;
  for (const Sighting& sighting : sightings) sum += residual_at(sighting, point).squaredNorm();
  return sum;
}

/// Gauss and Newton's.
Vector3d step_at(std::span<const Sighting> sightings, const Vector3d& point) {
  Matrix3d normal = Matrix3d::Zero();
  Vector3d right = Vector3d::Zero();
  for (const Sighting& sighting : sightings) {
    const Jacobian slope = slope_at(sighting.camera, point);
    normal += slope.transpose() * slope;
    right -= slope.transpose() * residual_at(sighting, point);
  }
  return normal.ldlt().solve(right);
}

}  // namespace

Vector3d triangulated(std::span<const Sighting> sightings) {
  if (sightings.size() < 2) throw Error("triangulate: a point must be seen in two views at least");
  Vector3d point = nearest_to_rays(sightings);
  double error = error_at(sightings, point);
  if (!std::isfinite(error)) throw Error("triangulate: the views' rays do not meet in front of the cameras");
  for (int i = 0; i < most_steps; ++i) {
    const Vector3d step = step_at(sightings, point);
    const double after = error_at(sightings, point + step);
    if (!(after < error)) break;  // also behind a camera
    point += step;
    error = after;
    if (step.squaredNorm() < precision_mm * precision_mm) break;
  }
  return point;
}

}  // namespace solopose
