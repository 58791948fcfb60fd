#pragma once

#include <span>

#include <Eigen/Core>

#include "core/base/rigid_transform.h"

namespace solopose {

/// How much the points determine the rotation.
enum class PointSpread { spatial, planar, collinear, coincident };

struct KabschResult {
  RigidTransform target_from_source;  ///< det(rotation) = +1 always; identity rotation when coincident
  double rmsd = 0;                    ///< in the points' unit
  PointSpread spread = PointSpread::spatial;  ///< of the worse of both point sets

  /// The rotation is not unique.
  bool degenerate() const { return spread == PointSpread::collinear || spread == PointSpread::coincident; }
};

/// Equations 2-4: the rigid motion that brings source onto target with the least squared distance; a mirrored
/// target gets the best proper rotation and its residual. With `with_scale` also Umeyama's scale.
/// @throws Error when the sizes differ, are below 3, or a coordinate is not finite.
KabschResult kabsch(std::span<const Eigen::Vector3d> source, std::span<const Eigen::Vector3d> target,
                    bool with_scale = false);

/// Apply to (points, 3) float rows: source and target may be the same memory. NaN stays NaN.
void transform_points(const RigidTransform& transform, std::span<const float> source_mm,
                      std::span<float> target_mm);

}  // namespace solopose
