#include "core/skeleton/human36m_joints.h"

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

}  // namespace

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
