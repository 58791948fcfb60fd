#include "core/augmotion/key_frame_analysis.h"

#include <algorithm>
#include <utility>

namespace solopose {

std::int64_t KeyFrameAnalysis::frame_count() const { return frames_of(*poses); }

std::optional<std::size_t> KeyFrameAnalysis::row_of(std::int64_t frame) const {
  const auto at = std::ranges::lower_bound(features.frames, frame);
  if (at == features.frames.end() || *at != frame) return std::nullopt;
  return static_cast<std::size_t>(at - features.frames.begin());
}

bool KeyFrameAnalysis::can_be_key_frame(std::int64_t frame) const {
  if (frame < 0 || frame >= frame_count()) return false;
  const auto present = [&](Joint joint) { return joint_at(*poses, frame, joint).allFinite(); };
  return present(Joint::left_shoulder) && present(Joint::right_shoulder) && present(Joint::pelvis);
}

std::vector<std::int8_t> KeyFrameAnalysis::labels_per_frame() const {
  std::vector<std::int8_t> labels(static_cast<std::size_t>(frame_count()), std::int8_t{-1});
  for (std::size_t row = 0; row < features.frames.size(); ++row)
    labels[static_cast<std::size_t>(features.frames[row])] = choice.labels[row];
  return labels;
}

KeyFrameAnalysisPtr analyse_key_frames(SequenceId sequence, PosesPtr poses,
                                       const std::optional<Eigen::Vector3d>& up,
                                       const KeyFrameOptions& options) {
  auto analysis = std::make_shared<KeyFrameAnalysis>();
  analysis->sequence = sequence;
  analysis->poses = std::move(poses);
  analysis->features = key_frame_features(*analysis->poses, up);
  analysis->choice = choose_key_frame(analysis->features, options);
  analysis->plane = principal_plane(analysis->features);
  return analysis;
}

}  // namespace solopose
