#include "core/demo/calibration_error.h"

#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "core/base/seeded_random.h"

namespace solopose::demo {
namespace {

constexpr double least_turn_deg = 1;
constexpr double most_turn_deg = 2;
constexpr double shift_mm = 20;

/// Even over the sphere: its slices of equal height have equal areas (Archimedes).
Eigen::Vector3d some_direction(SeededRandom& random) {
  const double height = 2 * random.unit() - 1;
  const double around = 2 * std::numbers::pi * random.unit();
  const double radius = std::sqrt(1 - height * height);
  return {radius * std::cos(around), radius * std::sin(around), height};
}

void misplace(Camera& camera, SeededRandom& random) {
  const double turn_deg = std::lerp(least_turn_deg, most_turn_deg, random.unit());
  const Eigen::AngleAxisd turn(turn_deg * std::numbers::pi / 180, some_direction(random));
  const Eigen::Vector3d centre =
      -camera.rotation.transpose() * camera.translation_mm + shift_mm * some_direction(random);
  camera.rotation = turn.toRotationMatrix() * camera.rotation;
  camera.translation_mm = -camera.rotation * centre;
}

}  // namespace

std::vector<Camera> with_calibration_error(std::vector<Camera> cameras, std::uint64_t seed) {
  SeededRandom random(seed);
  for (Camera& camera : cameras) misplace(camera, random);
  return cameras;
}

}  // namespace solopose::demo
