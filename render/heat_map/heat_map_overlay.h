#pragma once

#include <array>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// What is drawn into the heat map beside the volume, mm in the volume's frame. NaN = missing, not drawn.
struct HeatMapOverlay {
  using Pose = std::array<Eigen::Vector3d, joint_count>;
  /// The centre of a side Gaussian; its ball grows with sigma.
  struct SideCentre {
    Eigen::Vector3d position_mm = Eigen::Vector3d::Zero();
    double sigma_mm = 0;
    Side side = Side::middle;
  };

  Pose joints = missing();   ///< the true pose
  Pose decoded = missing();  ///< what the volume says
  std::vector<SideCentre> side_centres;
  double error_magnification = 1;  ///< arrows from joints to decoded are drawn this many times as long

  static Pose missing();
};

}  // namespace solopose
