#pragma once

#include <string>
#include <vector>

namespace solopose {

/// Where somebody, or a 2D detector, saw a sequence's joints in one camera's picture.
struct ImagePoints {
  std::string camera;            ///< one of the sequence's cameras, by its name
  std::vector<float> points_px;  ///< (frames, joints, 2) of the sequence; centre of the first pixel at (0,
                                 ///< 0); NaN = not labelled

  bool operator==(const ImagePoints&) const = default;
};

}  // namespace solopose
