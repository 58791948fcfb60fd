#include "core/skeleton/human36m_joints.h"

#include <algorithm>

#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

/// A joint of Human3.6M is the middle of two canonical ones, most often of the same twice.
struct Between {
  Joint one;
  Joint other;
};

constexpr Between at(Joint joint) { return {joint, joint}; }

constexpr std::array<Between, human36m_joints> sources = {{
    at(Joint::pelvis),
    at(Joint::right_hip),
    at(Joint::right_knee),
    at(Joint::right_ankle),
    at(Joint::right_ankle),
    at(Joint::right_ankle),
    at(Joint::left_hip),
    at(Joint::left_knee),
    at(Joint::left_ankle),
    at(Joint::left_ankle),
    at(Joint::left_ankle),
    at(Joint::pelvis),
    {Joint::pelvis, Joint::neck},
    at(Joint::neck),
    {Joint::neck, Joint::head},
    at(Joint::head),
    at(Joint::neck),
    at(Joint::left_shoulder),
    at(Joint::left_elbow),
    at(Joint::left_wrist),
    at(Joint::left_wrist),
    at(Joint::left_wrist),
    at(Joint::left_wrist),
    at(Joint::left_wrist),
    at(Joint::neck),
    at(Joint::right_shoulder),
    at(Joint::right_elbow),
    at(Joint::right_wrist),
    at(Joint::right_wrist),
    at(Joint::right_wrist),
    at(Joint::right_wrist),
    at(Joint::right_wrist),
}};

bool is_canonical(const JointSet& set, int own) {
  return std::ranges::any_of(set.canonical, [&](const std::vector<int>& sources_of_joint) {
    return std::ranges::find(sources_of_joint, own) != sources_of_joint.end();
  });
}

}  // namespace

bool has_human36m_joints(const JointSet& set) {
  return (set.name == "h36m32" && set.size() == static_cast<int>(human36m_joints)) ||
         (set.name == "h36m17" && set.size() == static_cast<int>(human36m_kept.size()));
}

Human36mPose human36m_from_own(const JointSet& set, std::span<const float> own, std::span<const float> pose) {
  const bool all_32 = set.size() == static_cast<int>(human36m_joints);
  Human36mPose all = human36m_from_canonical(pose);
  for (int joint = 0; joint < set.size(); ++joint) {
    if (is_canonical(set, joint)) continue;
    const auto from = static_cast<std::size_t>(joint);
    const std::size_t place = all_32 ? from : human36m_kept[from];
    const Eigen::Vector3f found(own[3 * from], own[3 * from + 1], own[3 * from + 2]);
    const bool kept = std::ranges::find(human36m_kept, place) != human36m_kept.end();
    if (kept || found.allFinite()) all[place] = found;
  }
  return all;
}

Human36mPose human36m_from_canonical(std::span<const float> pose) {
  const auto joint = [&](Joint which) {
    const float* xyz = pose.data() + 3 * index_of(which);
    return Eigen::Vector3f(xyz[0], xyz[1], xyz[2]);
  };
  Human36mPose all;
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = 0.5F * (joint(sources[i].one) + joint(sources[i].other));
  return all;
}

}  // namespace solopose
