#pragma once

#include <span>

#include <Eigen/Core>

#include "core/camera/camera.h"

namespace solopose {

/// Where one camera sees a point.
struct Sighting {
  Camera camera;          ///< for pictures of the size in which the pixel is counted
  Eigen::Vector2d pixel;  ///< centre of the first pixel at (0, 0)
};

/// The point (mm, in the frame to which the cameras are calibrated) that its sightings agree on best: the sum
/// of squared distances in pixels between where the cameras show it and where it was seen is least (Hartley
/// and Zisserman, Multiple View Geometry, 12.3), lenses included; begun at the point nearest to all rays.
/// @throws Error with fewer than two sightings, a pixel that the lens shows nothing at, rays within half a
/// degree of parallel, and rays that meet behind a camera.
Eigen::Vector3d triangulated(std::span<const Sighting> sightings);

}  // namespace solopose
