#pragma once

#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/base/seeded_random.h"

namespace solopose {

/// A camera that somebody may have put up around a person. Axes of the person's space: x to the right, y
/// down, z ahead (SampleSet::upright_mm).
struct SimulatedView {
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();  ///< from the person's axes to the camera's
  Eigen::Vector3d place_mm = Eigen::Vector3d::Zero();

  /// Looks at a point near `person_mm` from any side, 2.2 to 8 m away (logarithms uniform), from 8 degrees
  /// above (14 one deviation, -30 to 60), rolled by 3.5 degrees (one deviation).
  static SimulatedView drawn(const Eigen::Vector3d& person_mm, SeededRandom& random);

  /// A pose (15, 3) mm as this camera sees it when it is turned to the hips (turned_view.h): the pelvis on
  /// the axis. None without a pelvis in front of it.
  std::optional<std::vector<float>> turned_to_pelvis(std::span<const float> pose_mm) const;
};

}  // namespace solopose
