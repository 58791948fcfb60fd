#pragma once

#include <optional>
#include <span>

#include "core/camera/camera.h"

namespace solopose {

/// A pinhole camera and how far from their pixels it shows the points, root mean square.
struct FittedCamera {
  Camera camera;
  double residual_px = 0;
};

/// The pinhole that shows points of the camera's frame at pixels, by least squares: on each axis
/// pixel = focal * (x / z) + centre. points: (n, 3), in front of the camera; pixels: (n, 2). Rows with a
/// missing number or behind the camera are passed over. None when fewer than 20 are left, or they lie so near
/// one line of sight that any focal length would do.
std::optional<FittedCamera> camera_through(std::span<const double> points, std::span<const double> pixels);

}  // namespace solopose
