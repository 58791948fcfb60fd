#include "core/camera/lens.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <Eigen/LU>

namespace solopose {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;
using Distortion = std::array<double, 5>;

constexpr int most_steps = 30;
constexpr double precision = 1e-13;

BentPoint bent_by_brown_conrady(const Distortion& distortion, const Vector2d& ideal) {
  const auto& [k1, k2, p1, p2, k3] = distortion;
  const double x = ideal.x();
  const double y = ideal.y();
  const double r2 = ideal.squaredNorm();
  const double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  const double radial_slope = k1 + r2 * (2 * k2 + r2 * 3 * k3);  // with r2
  BentPoint bent;
  bent.point = radial * ideal + Vector2d(2 * p1 * x * y + p2 * (r2 + 2 * x * x),  //
                                         p1 * (r2 + 2 * y * y) + 2 * p2 * x * y);
  const double mixed = 2 * x * y * radial_slope + 2 * p1 * x + 2 * p2 * y;
  bent.slope << radial + 2 * x * x * radial_slope + 2 * p1 * y + 6 * p2 * x, mixed,  //
      mixed, radial + 2 * y * y * radial_slope + 6 * p1 * y + 2 * p2 * x;
  return bent;
}

/// A few steps within any picture, where such lenses bend little and one to one.
Vector2d unbent_by_brown_conrady(const Distortion& distortion, const Vector2d& seen) {
  Vector2d ideal = seen;
  for (int i = 0; i < most_steps; ++i) {
    const BentPoint bent = bent_by_brown_conrady(distortion, ideal);
    const Vector2d step = bent.slope.inverse() * (seen - bent.point);
    ideal += step;
    if (step.squaredNorm() < precision * precision) break;
  }
  return ideal;
}

/// How far from the middle a ray at an angle to the axis appears, and how that changes with the angle.
struct BentAngle {
  double radius;
  double slope;
};

BentAngle bent_angle(const Distortion& distortion, double angle) {
  const auto& [k1, k2, k3, k4, unused] = distortion;
  const double a2 = angle * angle;
  return {.radius = angle * (1 + a2 * (k1 + a2 * (k2 + a2 * (k3 + a2 * k4)))),
          .slope = 1 + a2 * (3 * k1 + a2 * (5 * k2 + a2 * (7 * k3 + a2 * 9 * k4)))};
}

BentPoint bent_by_equidistant(const Distortion& distortion, const Vector2d& ideal) {
  constexpr double on_axis = 1e-9;
  const double r = ideal.norm();
  if (r < on_axis) return {ideal, Matrix2d::Identity()};
  const BentAngle bent = bent_angle(distortion, std::atan(r));
  const double scale = bent.radius / r;
  const double scale_slope = (bent.slope / (1 + r * r) - scale) / r;  // with r
  return {scale * ideal, scale * Matrix2d::Identity() + scale_slope / r * ideal * ideal.transpose()};
}

/// The angle that appears at `radius`: Newton's steps, halved where they leave the degree in which the radius
/// is first passed. NaN when that is none below a right angle.
double unbent_angle(const Distortion& distortion, double radius) {
  constexpr double degree = std::numbers::pi / 180;
  int degrees = 1;
  while (!(bent_angle(distortion, degrees * degree).radius >= radius)) {
    if (++degrees > 90) return std::numeric_limits<double>::quiet_NaN();
  }
  double high = degrees * degree;
  double low = high - degree;
  double angle = (low + high) / 2;
  for (int i = 0; i < most_steps; ++i) {
    const BentAngle bent = bent_angle(distortion, angle);
    (bent.radius < radius ? low : high) = angle;
    const double step = (radius - bent.radius) / bent.slope;
    const double next = angle + step;
    angle = next >= low && next <= high ? next : (low + high) / 2;
    if (std::abs(step) < precision) break;
  }
  return angle;
}

Vector2d unbent_by_equidistant(const Distortion& distortion, const Vector2d& seen) {
  const double radius = seen.norm();
  if (radius == 0) return seen;
  return seen * (std::tan(unbent_angle(distortion, radius)) / radius);
}

}  // namespace

BentPoint bent_by_lens(const Camera& camera, const Vector2d& ideal) {
  return camera.lens == LensModel::equidistant ? bent_by_equidistant(camera.distortion, ideal)
                                               : bent_by_brown_conrady(camera.distortion, ideal);
}

Vector2d unbent_by_lens(const Camera& camera, const Vector2d& seen) {
  return camera.lens == LensModel::equidistant ? unbent_by_equidistant(camera.distortion, seen)
                                               : unbent_by_brown_conrady(camera.distortion, seen);
}

std::string_view name_of(LensModel lens) {
  return lens == LensModel::equidistant ? "equidistant" : "brown_conrady";
}

std::optional<LensModel> lens_model_named(std::string_view name) {
  for (const LensModel lens : {LensModel::brown_conrady, LensModel::equidistant}) {
    if (name == name_of(lens)) return lens;
  }
  return std::nullopt;
}

}  // namespace solopose
