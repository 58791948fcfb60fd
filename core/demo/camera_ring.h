#pragma once

#include <span>
#include <vector>

#include "core/demo/layouts.h"
#include "core/formats/sequence.h"

namespace solopose::demo {

struct RingOptions {
  int count = 4;
  std::vector<double> radii_mm = {4500};    ///< taken in turn
  double first_deg = 0;                     ///< of the first camera, from +y to the left
  double arc_deg = 360;                     ///< the cameras share it evenly
  std::vector<double> heights_mm = {1500};  ///< taken in turn
  int width = 1920;
  int height = 1080;
  double focal_px = 1300;
};

/// Cameras around the origin that look at 0.95 m above it, calibrated to a file's world.
std::vector<Camera> ring_of_cameras(const RingOptions& options, const FileFrame& world);

}  // namespace solopose::demo
