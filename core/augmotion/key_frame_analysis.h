#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "core/augmotion/key_frame.h"
#include "core/project/ids.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

/// What the key frame of one sequence is chosen from, and the choice.
struct KeyFrameAnalysis {
  SequenceId sequence = 0;
  PosesPtr poses;
  KeyFrameFeatures features;
  std::vector<float> plane;  ///< (features.frames.size(), 2): the features' principal plane, torso lengths
  KeyFrameChoice choice;

  std::int64_t frame_count() const;
  std::optional<std::size_t> row_of(std::int64_t frame) const;  ///< into features.frames
  /// Both shoulders and the pelvis are there, so the frame can be a key frame.
  bool can_be_key_frame(std::int64_t frame) const;
  /// Cluster of every frame, -1 where joints are missing.
  std::vector<std::int8_t> labels_per_frame() const;
};
using KeyFrameAnalysisPtr = std::shared_ptr<const KeyFrameAnalysis>;

/// Throws as key_frame_features and choose_key_frame do.
KeyFrameAnalysisPtr analyse_key_frames(SequenceId sequence, PosesPtr poses,
                                       const std::optional<Eigen::Vector3d>& up,
                                       const KeyFrameOptions& options);

}  // namespace solopose
