#pragma once

#include <filesystem>
#include <memory>

#include "core/landmarks/body_landmarks.h"

namespace solopose {

class TfliteNetwork;

/// BlazePose's landmark network (Bazarevsky et al., "BlazePose: On-device Real-time Body Pose Tracking",
/// 2020; Grishchenko et al., "BlazePose GHUM Holistic", 2022) on LibTorch, from Google's own file
/// pose_landmark_full.tflite. How its numbers become landmarks follows MediaPipe 0.10.21,
/// modules/pose_landmark/tensors_to_pose_landmarks_and_segmentation and pose_landmark_by_roi: each point
/// moved to the middle of its heat map's 7x7 places around it, world landmarks turned back with the crop.
/// Nothing is smoothed over time.
class LandmarkNetwork {
 public:
  /// @throws Error when it cannot be read, FormatError when it is no such network.
  explicit LandmarkNetwork(const std::filesystem::path& pose_landmark_full);
  ~LandmarkNetwork();
  LandmarkNetwork(LandmarkNetwork&&) noexcept;

  /// About 20 ms, on the calling thread alone; threads that ask at once take turns.
  /// @throws Error when the crop is not positive, or not finite.
  BodyLandmarks read(const Image& picture, const TurnedCrop& crop) const;

 private:
  std::unique_ptr<const TfliteNetwork> network_;
};

}  // namespace solopose
