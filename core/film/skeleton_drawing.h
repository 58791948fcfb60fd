#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// A line or disc of a drawn skeleton in picture coordinates (pixels), back to front. The one description of
/// how a skeleton looks on a picture, for the screen's painter and the film's.
struct Stroke {
  Eigen::Vector2d from = Eigen::Vector2d::Zero();
  Eigen::Vector2d to = Eigen::Vector2d::Zero();  ///< equal to `from`: a disc
  double width = 1;                              ///< or the disc's diameter, pixels
  std::array<std::uint8_t, 4> rgba{255, 255, 255, 255};
};

/// Colours by side of the body; the middle takes the person's own colour.
struct SkeletonLook {
  std::array<std::uint8_t, 3> left{0x00, 0x72, 0xB2};
  std::array<std::uint8_t, 3> right{0xD5, 0x5E, 0x00};
  std::array<std::uint8_t, 3> middle{0xF0, 0xE4, 0x42};
  bool one_colour = false;  ///< all in `middle`: to tell several predictions apart
  double opacity = 1;
  double width = 3;  ///< of a bone, pixels
  bool confidence_as_opacity = false;
};

/// pixels: (15, 2), NaN = missing; confidences: (15) or empty; depths: (15) or empty, far bones first.
std::vector<Stroke> skeleton_strokes(std::span<const float> pixels, std::span<const float> confidences,
                                     std::span<const float> depths, const SkeletonLook& look);

}  // namespace solopose
