#pragma once

#include <span>
#include <vector>

#include "core/heatpose/mixture.h"

namespace solopose {

/// The Gaussians of one target joint along the line to a neighbour: the paper's figure 5B.
struct BoneProfile {
  std::vector<double> position_mm;             ///< from the target (0) towards the neighbour (bone_mm)
  std::vector<std::vector<double>> gaussians;  ///< the main one first; divided by the sum's maximum
  std::vector<double> sum;                     ///< highest 1
  double bone_mm = 0;
  double maximum_mm = 0;  ///< where the sum is highest: 0 when the maximum stays on the joint
};

/// Empty when one of both joints is missing or they coincide. pose_mm: (15, 3).
BoneProfile bone_profile(std::span<const float> pose_mm, Joint target, Joint towards,
                         const MixtureOptions& options);

}  // namespace solopose
