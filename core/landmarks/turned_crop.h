#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "core/video/image.h"

namespace solopose {

/// A square of a picture, turned about its centre. Pixels: (0, 0) is the outer corner of the picture's first
/// pixel, x to the right, y down. Angle 0: the square's own x and y are the picture's; a positive one turns
/// them clockwise as seen. It may reach beyond the picture.
struct TurnedCrop {
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
  double side_px = 0;
  double angle_rad = 0;
};

/// From the square to the picture: in_crop has the square's first corner at (0, 0), the opposite one at (1,
/// 1).
Eigen::Vector2d picture_point(const TurnedCrop& crop, const Eigen::Vector2d& in_crop);
/// The inverse.
Eigen::Vector2d crop_point(const TurnedCrop& crop, const Eigen::Vector2d& in_picture);

/// The square around the circle of which `centre` is the middle and `on_circle` a point, turned so that it
/// points from the one up to the other, and 1.25 times as large: how BlazePose frames a body (MediaPipe,
/// modules/pose_landmark/pose_detection_to_roi and pose_landmarks_to_roi).
TurnedCrop crop_around(const Eigen::Vector2d& centre_px, const Eigen::Vector2d& on_circle_px);

/// What is seen outside the picture: black, or its outermost pixels drawn on.
enum class Beyond : std::uint8_t { black, edge };

/// The crop as a network takes it: (size, size, 3) row-major, red, green, blue, from low (black) to high
/// (white); each the four pixels around it weighted (bilinear).
/// @throws Error when crop or size is not positive, or not finite.
std::vector<float> sampled(const Image& picture, const TurnedCrop& crop, int size, Beyond beyond, float low,
                           float high);

}  // namespace solopose
