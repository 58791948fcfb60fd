#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "core/formats/sequence.h"

namespace solopose::demo {

/// An empty room as one camera sees it, ready for people to be drawn before it. The world is body.h's; every
/// vector holds the picture's pixels row by row.
struct Backdrop {
  int width = 0;
  int height = 0;
  std::vector<Eigen::Vector3f> colours;  ///< linear RGB
  std::vector<Eigen::Vector3f> rays;     ///< camera frame, z = 1, the lens undone
  std::vector<Eigen::Vector2f> ground;   ///< where a pixel sees the floor, mm; NaN where it does not
  Eigen::Vector3f towards_light;         ///< unit, from above
  Eigen::Vector3f exposure;              ///< what the camera makes of each colour
};

/// A room of its own for every seed: walls and floor of one of several textures, things that stand about
/// behind the stage, light from another side. `camera` has the picture's size.
Backdrop make_backdrop(const Camera& camera, std::uint64_t seed);

}  // namespace solopose::demo
