#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <Eigen/Geometry>

#include "core/landmarks/turned_crop.h"

namespace solopose {

class TfliteNetwork;

struct FoundPerson {
  Eigen::AlignedBox2d box_px;  ///< of the face, upright; pixels as in TurnedCrop
  double score = 0;            ///< 0.5 to 1
  TurnedCrop crop;             ///< of the whole body, for LandmarkNetwork
};

/// BlazePose's person detector (as LandmarkNetwork) on LibTorch, from Google's own file
/// pose_detection.tflite. Anchors, thresholds and suppression are those of MediaPipe 0.10.21,
/// modules/pose_detection/pose_detection: 2254 anchors, score from 0.5, boxes of one person (overlap above
/// 0.3) averaged by their scores.
class PersonFinder {
 public:
  /// @throws Error when it cannot be read, FormatError when it is no such network.
  explicit PersonFinder(const std::filesystem::path& pose_detection);
  ~PersonFinder();
  PersonFinder(PersonFinder&&) noexcept;

  /// Everybody in the picture, the surest first. Threads that ask at once take turns.
  std::vector<FoundPerson> find(const Image& picture) const;

 private:
  std::unique_ptr<const TfliteNetwork> network_;
};

}  // namespace solopose
