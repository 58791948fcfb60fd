#pragma once

#include <array>

#include <Eigen/Core>

#include "core/landmarks/turned_crop.h"

namespace solopose {

/// BlazePose's landmarks of a body, in the order and with the names of the joint set "mediapipe33"
/// (resources/skeletons): face, shoulders, arms, hands, hips, legs, feet.
constexpr int landmark_count = 33;

/// The landmark that stands on the body's other side; the nose is its own.
constexpr std::array<int, landmark_count> mirrored_landmark = {0,  4,  5,  6,  1,  2,  3,  8,  7,  10, 9,
                                                               12, 11, 14, 13, 16, 15, 18, 17, 20, 19, 22,
                                                               21, 24, 23, 26, 25, 28, 27, 30, 29, 32, 31};

/// What the network reads in a crop of a picture.
struct BodyLandmarks {
  /// x, y in the picture's pixels as in TurnedCrop, also beyond its edges; z in the same unit, away from the
  /// camera, 0 at the middle of the hips, and rough.
  std::array<Eigen::Vector3d, landmark_count> picture_px{};
  /// Millimetres in the camera's axes (x right, y down, z away from it), from the middle of the hips, in a
  /// size of body that the network guesses.
  std::array<Eigen::Vector3d, landmark_count> world_mm{};
  std::array<double, landmark_count> visibility{};  ///< 0 to 1: within the picture and not hidden
  std::array<double, landmark_count> presence{};    ///< 0 to 1: within the picture
  double score = 0;  ///< 0 to 1: that a person is in the crop; MediaPipe looks anew below 0.5

  /// Where the body is: the middle of the hips, and the point above it, along the body, of a circle that
  /// holds all of it. Pixels.
  Eigen::Vector2d circle_centre_px = Eigen::Vector2d::Zero();
  Eigen::Vector2d on_circle_px = Eigen::Vector2d::Zero();
};

/// Where to look in the next picture.
TurnedCrop next_crop(const BodyLandmarks& body);

}  // namespace solopose
