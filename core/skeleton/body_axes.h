#pragma once

#include <optional>
#include <span>

#include <Eigen/Core>

namespace solopose {

/// Which way is up and where the person looks: unit vectors at right angles.
struct BodyAxes {
  Eigen::Vector3d up = Eigen::Vector3d::UnitZ();
  Eigen::Vector3d facing = Eigen::Vector3d::UnitY();
};

/// Of the universal frame. reference_mm: rows left shoulder, right shoulder, pelvis.
std::optional<BodyAxes> universal_body_axes(const Eigen::Matrix3d& reference_mm);

/// Of a pose (15, 3) in its dataset's frame. Without a known up it is the frame's axis nearest to the torso.
/// None without shoulders, or without up and pelvis.
std::optional<BodyAxes> dataset_body_axes(std::span<const float> pose_mm,
                                          const std::optional<Eigen::Vector3d>& up);

}  // namespace solopose
