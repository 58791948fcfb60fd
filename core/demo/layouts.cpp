#include "core/demo/layouts.h"

#include <numbers>

#include <Eigen/Geometry>

namespace solopose::demo {
namespace {

using enum Part;
constexpr double radians_per_degree = std::numbers::pi / 180;

}  // namespace

std::span<const Part> coco17_parts() {
  static constexpr std::array<Part, 17> parts = {
      nose,           left_eye,   right_eye,   left_ear,   right_ear,   left_shoulder,
      right_shoulder, left_elbow, right_elbow, left_wrist, right_wrist, left_hip,
      right_hip,      left_knee,  right_knee,  left_ankle, right_ankle};
  return parts;
}

std::span<const Part> h36m32_parts() {
  static constexpr std::array<Part, 32> parts = {
      pelvis,     right_hip,      right_knee,  right_ankle, right_foot,  right_toe,  left_hip,   left_knee,
      left_ankle, left_foot,      left_toe,    pelvis,      spine2,      spine4,     nose,       head_top,
      spine4,     left_shoulder,  left_elbow,  left_wrist,  left_wrist,  left_hand,  left_hand,  left_hand,
      spine4,     right_shoulder, right_elbow, right_wrist, right_wrist, right_hand, right_hand, right_hand};
  return parts;
}

std::span<const Part> mpi28_parts() {
  static constexpr std::array<Part, 28> parts = {
      spine3,         spine4,        spine2,        spine,      pelvis,      neck,       head,
      head_top,       left_clavicle, left_shoulder, left_elbow, left_wrist,  left_hand,  right_clavicle,
      right_shoulder, right_elbow,   right_wrist,   right_hand, left_hip,    left_knee,  left_ankle,
      left_foot,      left_toe,      right_hip,     right_knee, right_ankle, right_foot, right_toe};
  return parts;
}

std::span<const Part> mads19_parts() {
  static constexpr std::array<Part, 19> parts = {
      spine4,         pelvis,      left_hip,    left_knee,     left_ankle, left_toe,   right_hip,
      right_knee,     right_ankle, right_toe,   left_shoulder, left_elbow, left_wrist, left_hand,
      right_shoulder, right_elbow, right_wrist, right_hand,    head};
  return parts;
}

FileFrame y_up(double turn_deg, const Eigen::Vector3d& translation_mm) {
  const Eigen::AngleAxisd stand(-90 * radians_per_degree, Eigen::Vector3d::UnitX());
  const Eigen::AngleAxisd turn(turn_deg * radians_per_degree, Eigen::Vector3d::UnitY());
  return {(turn * stand).toRotationMatrix(), translation_mm};
}

FileFrame z_up(double turn_deg, const Eigen::Vector3d& translation_mm) {
  const Eigen::AngleAxisd turn(turn_deg * radians_per_degree, Eigen::Vector3d::UnitZ());
  return {turn.toRotationMatrix(), translation_mm};
}

std::vector<Eigen::Vector3d> points_in(const BodyPoints& points, std::span<const Part> parts,
                                       const FileFrame& frame) {
  std::vector<Eigen::Vector3d> placed;
  placed.reserve(parts.size());
  for (const Part part : parts) placed.emplace_back(frame.rotation * at(points, part) + frame.translation_mm);
  return placed;
}

}  // namespace solopose::demo
