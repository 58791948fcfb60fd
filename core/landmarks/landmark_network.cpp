#include "core/landmarks/landmark_network.h"

#include "core/landmarks/landmark_reading.h"
#include "core/landmarks/tflite_network.h"

namespace solopose {

LandmarkNetwork::LandmarkNetwork(const std::filesystem::path& pose_landmark_full)
    : network_(std::make_unique<const TfliteNetwork>(
          pose_landmark_full, std::vector<std::int64_t>{1, landmark_input_side, landmark_input_side, 3},
          std::vector<WantedOutput>{{0, {1, all_landmarks * numbers_of_landmark}},
                                    {1, {1, 1}},
                                    {3, {1, heat_map_side, heat_map_side, all_landmarks}},
                                    {4, {1, all_landmarks * 3}}})) {}

LandmarkNetwork::~LandmarkNetwork() = default;
LandmarkNetwork::LandmarkNetwork(LandmarkNetwork&&) noexcept = default;

BodyLandmarks LandmarkNetwork::read(const Image& picture, const TurnedCrop& crop) const {
  return landmarks_from(network_->run(sampled(picture, crop, landmark_input_side, Beyond::edge, 0, 1)), crop);
}

}  // namespace solopose
