#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <Eigen/Geometry>

#include "core/base/rigid_transform.h"
#include "core/skeleton/canonical.h"

namespace solopose::testing {

inline constexpr double width_mm = 340;
inline constexpr double torso_mm = 500;

inline Eigen::Vector3d random_vector(std::mt19937_64& random, double spread) {
  std::uniform_real_distribution<double> uniform(-spread, spread);
  return {uniform(random), uniform(random), uniform(random)};
}

inline RigidTransform random_motion(std::mt19937_64& random, double distance_mm) {
  std::normal_distribution<double> normal;
  const Eigen::Quaterniond turn(normal(random), normal(random), normal(random), normal(random));
  return {turn.normalized().toRotationMatrix(), random_vector(random, distance_mm), 1.0};
}

/// One pose in the paper's universal axes (z up, facing +y), pelvis at `pelvis`: torso leaning by `lean` and
/// turned by `yaw` (radians).
inline void add_pose(std::vector<float>& poses, const Eigen::Vector3d& pelvis, double lean, double yaw,
                     double swing) {
  using Eigen::AngleAxisd;
  using Eigen::Vector3d;
  const Eigen::Matrix3d heading = AngleAxisd(yaw, Vector3d::UnitZ()).toRotationMatrix();
  const Eigen::Matrix3d torso = heading * AngleAxisd(-lean, Vector3d::UnitX()).toRotationMatrix();
  const auto on_torso = [&](double x, double y, double z) -> Vector3d {
    return pelvis + torso * Vector3d(x, y, z);
  };
  const auto below = [&](double x, double y, double z) -> Vector3d {
    return pelvis + heading * Vector3d(x, y, z);
  };
  const double s = std::sin(swing);
  const Vector3d joints[joint_count] = {pelvis,
                                        below(100, 0, 0),
                                        below(100, 200 * s, -400),
                                        below(100, 150 * s, -820),
                                        below(-100, 0, 0),
                                        below(-100, -200 * s, -400),
                                        below(-100, -150 * s, -820),
                                        on_torso(0, 10, torso_mm + 20),
                                        on_torso(0, 30 + 20 * s, torso_mm + 180),
                                        on_torso(-width_mm / 2, 5 * s, torso_mm),
                                        on_torso(-220, 60 * s, 250),
                                        on_torso(-230, 200 * s, 50),
                                        on_torso(width_mm / 2, -5 * s, torso_mm),
                                        on_torso(220, -60 * s, 250),
                                        on_torso(230, -200 * s, 50)};
  for (const auto& joint : joints) {
    for (const double value : joint) poses.push_back(static_cast<float>(value));
  }
}

/// A person who walks about, turns and bends down now and then; (frames, 15, 3) mm, z up.
inline std::vector<float> moving_person(int frames, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  const double pace = 0.05 + 0.1 * uniform(random);
  const double bend = 0.01 + 0.03 * uniform(random);
  const double phase = 6 * uniform(random);
  std::vector<float> poses;
  for (int frame = 0; frame < frames; ++frame) {
    const double t = frame;
    const double lean =
        0.9 * std::pow(std::max(0.0, std::sin(bend * t + phase)), 3) + 0.05 * std::sin(0.31 * t);
    add_pose(poses, {800 * std::sin(0.013 * t), 600 * std::cos(0.017 * t), 900 + 15 * std::sin(2 * pace * t)},
             lean, 1.5 * std::sin(0.011 * t + phase), pace * t);
  }
  return poses;
}

inline std::vector<float> moved(const std::vector<float>& poses, const RigidTransform& motion) {
  std::vector<float> result(poses.size());
  for (std::size_t i = 0; i + 2 < poses.size(); i += 3) {
    const Eigen::Vector3d point =
        motion * Eigen::Vector3f(poses[i], poses[i + 1], poses[i + 2]).cast<double>();
    for (std::size_t axis = 0; axis < 3; ++axis)
      result[i + axis] = static_cast<float>(point[static_cast<int>(axis)]);
  }
  return result;
}

inline float* joint_of(std::vector<float>& poses, int frame, Joint joint) {
  return poses.data() + (frame * joint_count + index_of(joint)) * 3;
}

}  // namespace solopose::testing
