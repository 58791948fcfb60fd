#include "core/samples/simulated_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "core/base/normal_draw.h"
#include "core/camera/turned_view.h"
#include "core/skeleton/canonical.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Eigen::Vector3d;

constexpr double nearest_mm = 2200;
constexpr double farthest_mm = 8000;
constexpr double aim_deviation_mm = 120;
/// Nearer than that a joint is hardly in the picture.
constexpr double least_depth_mm = 200;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

SimulatedView SimulatedView::drawn(const Vector3d& person_mm, SeededRandom& random) {
  const double around = 2 * std::numbers::pi * random.unit();
  const double above = radians(std::clamp(8 + 14 * normal_draw(random), -30.0, 60.0));
  const double away = nearest_mm * std::pow(farthest_mm / nearest_mm, random.unit());
  const double roll = radians(3.5 * normal_draw(random));
  SimulatedView view;
  view.place_mm = person_mm + away * Vector3d(std::cos(above) * std::cos(around), -std::sin(above),
                                              std::cos(above) * std::sin(around));
  const Vector3d aim =
      person_mm + aim_deviation_mm * Vector3d(normal_draw(random), normal_draw(random), normal_draw(random));
  view.rotation =
      Eigen::AngleAxisd(roll, Vector3d::UnitZ()).toRotationMatrix() * turned_to(aim - view.place_mm);
  return view;
}

std::optional<std::vector<float>> SimulatedView::turned_to_pelvis(std::span<const float> pose_mm) const {
  const auto in_camera = [&](int joint) -> Vector3d {
    const float* at = pose_mm.data() + 3 * joint;
    return rotation * (Eigen::Vector3f(at[0], at[1], at[2]).cast<double>() - place_mm);
  };
  const Vector3d pelvis = in_camera(index_of(Joint::pelvis));
  if (!(pelvis.z() > least_depth_mm)) return std::nullopt;
  const Eigen::Matrix3d turned = turned_to(pelvis);
  std::vector<float> pose(static_cast<std::size_t>(pose_floats));
  for (int joint = 0; joint < joint_count; ++joint) {
    Vector3d point = turned * in_camera(joint);
    if (!(point.z() > least_depth_mm)) point.fill(std::nan(""));
    Eigen::Map<Eigen::Vector3f>(pose.data() + 3 * joint) = point.cast<float>();
  }
  return pose;
}

}  // namespace solopose
