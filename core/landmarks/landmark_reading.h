#pragma once

#include <vector>

#include "core/landmarks/body_landmarks.h"

namespace solopose {

// The sides of what pose_landmark_full.tflite takes and gives.
constexpr int landmark_input_side = 256;
constexpr int heat_map_side = 64;
constexpr int all_landmarks = 39;       ///< the 33, two of the circle, four of hands that nothing reads
constexpr int numbers_of_landmark = 5;  ///< x, y, z, visibility, presence

/// The landmarks that the network's outputs mean (LandmarkNetwork), each row-major: landmarks (39, 5), score
/// (1), heat maps (64, 64, 39), world (39, 3) metres.
BodyLandmarks landmarks_from(const std::vector<std::vector<float>>& outputs, const TurnedCrop& crop);

}  // namespace solopose
