#pragma once

#include <optional>
#include <span>

#include "render/skeleton/orbit_camera.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

struct SkeletonPick {
  qint64 id = 0;
  int joint = 0;           ///< canonical index; on a bone its nearer end
  double distance_px = 0;  ///< from the pointer
};

/// The joint, else the bone, under the pointer: within `reach_px`, the nearest one in the picture; among
/// those about as near the one in front. Ghosts are passed over.
std::optional<SkeletonPick> pickSkeleton(const OrbitCamera& camera,
                                         std::span<const SkeletonInstance> skeletons,
                                         const Eigen::Vector2d& pixel, double reach_px = 10);

}  // namespace solopose
