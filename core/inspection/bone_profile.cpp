#include "core/inspection/bone_profile.h"

#include <algorithm>

#include <Eigen/Core>

namespace solopose {
namespace {

constexpr int samples = 401;
constexpr double beyond_sigmas = 3.5;

Eigen::Vector3d position(std::span<const float> pose_mm, Joint joint) {
  return Eigen::Map<const Eigen::Vector3f>(pose_mm.data() + 3 * index_of(joint)).cast<double>();
}

}  // namespace

BoneProfile bone_profile(std::span<const float> pose_mm, Joint target, Joint towards,
                         const MixtureOptions& options) {
  BoneProfile profile;
  if (pose_mm.size() != 3 * joint_count) return profile;
  const Eigen::Vector3d from = position(pose_mm, target);
  const Eigen::Vector3d bone = position(pose_mm, towards) - from;
  if (!bone.allFinite() || !(bone.norm() > 0)) return profile;
  profile.bone_mm = bone.norm();
  const Eigen::Vector3d along = bone.normalized();
  const double beyond = beyond_sigmas * options.sigma_mm;
  const double step = (profile.bone_mm + 2 * beyond) / (samples - 1);
  for (int i = 0; i < samples; ++i) profile.position_mm.push_back(-beyond + i * step);
  profile.sum.assign(samples, 0);
  for (const MixtureComponent& component : joint_mixture(pose_mm, target, options)) {
    if (component.step > 0 && component.towards != towards) continue;
    std::vector<double> curve;
    for (std::size_t i = 0; i < samples; ++i) {
      curve.push_back(density_at(from + profile.position_mm[i] * along, component.gaussian));
      profile.sum[i] += curve.back();
    }
    profile.gaussians.push_back(std::move(curve));
  }
  const auto highest = std::ranges::max_element(profile.sum);
  profile.maximum_mm = profile.position_mm[static_cast<std::size_t>(highest - profile.sum.begin())];
  const double scale = 1 / *highest;
  for (double& value : profile.sum) value *= scale;
  for (auto& curve : profile.gaussians)
    for (double& value : curve) value *= scale;
  return profile;
}

}  // namespace solopose
