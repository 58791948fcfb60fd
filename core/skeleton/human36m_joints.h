#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <Eigen/Core>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// Human3.6M's 32 joints as VideoPose3D numbers them, and the 17 of them that methods keep.
inline constexpr std::uint32_t human36m_joints = 32;
inline constexpr std::array<std::size_t, 17> human36m_kept = {0,  1,  2,  3,  6,  7,  8,  12, 13,
                                                              14, 15, 17, 18, 19, 25, 26, 27};
/// Of those 17, by position: what belongs to each side of the body.
inline constexpr std::array<std::uint32_t, 6> human36m_left = {4, 5, 6, 11, 12, 13};
inline constexpr std::array<std::uint32_t, 6> human36m_right = {1, 2, 3, 14, 15, 16};

using Human36mPose = std::array<Eigen::Vector3f, human36m_joints>;

/// From the canonical 15, (15, 3). The spine is halfway from pelvis to neck and the nose halfway from neck to
/// head; joints that no method keeps repeat the one next to them. A joint that follows from a missing one is
/// missing.
Human36mPose human36m_from_canonical(std::span<const float> pose);
/// The ones of the 17 that it makes up: spine and nose.
inline constexpr std::array<std::uint32_t, 2> human36m_derived = {12, 14};

/// The joint sets whose own joints are Human3.6M's: h36m32 and h36m17.
bool has_human36m_joints(const JointSet& set);
/// The canonical 15 of `pose`, (15, 3), and for the others the file's own joints, (set.size(), 3). Those that
/// no method keeps repeat the one next to them where the file does not have them.
Human36mPose human36m_from_own(const JointSet& set, std::span<const float> own, std::span<const float> pose);

}  // namespace solopose
