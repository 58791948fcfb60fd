#include "core/heatpose/mixture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <Eigen/Core>

#include "core/base/error.h"
#include "core/options/validation.h"

namespace solopose {
namespace {

/// Of side Gaussians on a bone; the last is 1e-18 as high as the main one.
constexpr double most_steps = 1000;
/// Of sigma and spacing.
constexpr double least_mm = 1e-9;
constexpr double most_mm = 1e6;

Eigen::Vector3d joint_position(std::span<const float> pose_mm, Joint joint) {
  const float* p = pose_mm.data() + index_of(joint) * 3;
  return {static_cast<double>(p[0]), static_cast<double>(p[1]), static_cast<double>(p[2])};
}

Gaussian gaussian_at(const Eigen::Vector3d& centre_mm, double sigma_mm, double main_sigma_mm) {
  const double ratio = main_sigma_mm / sigma_mm;
  Gaussian gaussian;
  for (int axis = 0; axis < 3; ++axis) gaussian.centre_mm[axis] = static_cast<float>(centre_mm[axis]);
  gaussian.sigma_mm = static_cast<float>(sigma_mm);
  gaussian.height = static_cast<float>(ratio * ratio * ratio);
  return gaussian;
}

double side_sigma_mm(int step, const MixtureOptions& options) {
  const int root = options.rule == SigmaRule::growing ? step + 1 : step;
  return static_cast<double>(root) * root * options.sigma_mm;
}

void check(std::span<const float> pose_mm, const MixtureOptions& options) {
  if (pose_mm.size() != joint_count * 3) {
    throw Error(fmt::format("heat map: a pose has {} numbers, found {}", joint_count * 3, pose_mm.size()));
  }
  // Asked for every joint of every frame that is trained on: the description only for its words.
  const auto legal = [](double mm) { return mm >= least_mm && mm <= most_mm; };
  if (!legal(options.sigma_mm) || !legal(options.spacing_mm)) require_in_range("heat map", options);
}

std::array<std::vector<Joint>, joint_count> adjacency() {
  std::array<std::vector<Joint>, joint_count> adjacent;
  for (const Bone& bone : bones()) {
    adjacent[static_cast<std::size_t>(bone.parent)].push_back(bone.child);
    adjacent[static_cast<std::size_t>(bone.child)].push_back(bone.parent);
  }
  return adjacent;
}

}  // namespace

void describe(OptionVisitor& visitor, MixtureOptions& options) {
  const NumberFacts length_mm = {.low = least_mm, .high = most_mm, .unit = "mm", .decimals = 0};
  visitor.number("sigma_mm", options.sigma_mm, length_mm);
  visitor.number("spacing_mm", options.spacing_mm, length_mm);
  visitor.choice("rule", options.rule);
  visitor.flag("sides", options.sides);
}

std::span<const Joint> adjacent_joints(Joint joint) {
  static const auto adjacent = adjacency();
  return adjacent[static_cast<std::size_t>(joint)];
}

void add_joint_mixture(std::span<const float> pose_mm, Joint target, const MixtureOptions& options,
                       std::vector<MixtureComponent>& mixture) {
  check(pose_mm, options);
  const Eigen::Vector3d at = joint_position(pose_mm, target);
  if (!at.allFinite()) return;
  mixture.push_back({gaussian_at(at, options.sigma_mm, options.sigma_mm), target, target, 0});
  if (!options.sides) return;
  for (const Joint towards : adjacent_joints(target)) {
    const Eigen::Vector3d bone = joint_position(pose_mm, towards) - at;
    const double length = bone.norm();
    if (!std::isfinite(length)) continue;
    const int count = static_cast<int>(std::min(length / options.spacing_mm, most_steps));  // equation 6
    for (int step = 1; step <= count; ++step) {
      const Eigen::Vector3d centre = at + bone * (step * options.spacing_mm / length);
      mixture.push_back(
          {gaussian_at(centre, side_sigma_mm(step, options), options.sigma_mm), target, towards, step});
    }
  }
}

std::vector<MixtureComponent> joint_mixture(std::span<const float> pose_mm, Joint target,
                                            const MixtureOptions& options) {
  std::vector<MixtureComponent> mixture;
  add_joint_mixture(pose_mm, target, options, mixture);
  return mixture;
}

std::vector<MixtureComponent> body_mixture(std::span<const float> pose_mm, const MixtureOptions& options) {
  std::vector<MixtureComponent> mixture;
  for (int joint = 0; joint < joint_count; ++joint) {
    add_joint_mixture(pose_mm, static_cast<Joint>(joint), options, mixture);
  }
  return mixture;
}

std::vector<Gaussian> gaussians_of(std::span<const MixtureComponent> mixture) {
  std::vector<Gaussian> gaussians;
  gaussians.reserve(mixture.size());
  for (const MixtureComponent& component : mixture) gaussians.push_back(component.gaussian);
  return gaussians;
}

}  // namespace solopose
