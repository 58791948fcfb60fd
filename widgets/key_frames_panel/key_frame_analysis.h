#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <Eigen/Core>
#include <QObject>

#include "core/augmotion/key_frame.h"
#include "core/project/ids.h"
#include "widgets/session/pose_cache.h"

namespace solopose {

/// What the key frame of one sequence is chosen from, and the choice.
struct KeyFrameAnalysis {
  SequenceId sequence = 0;
  PosesPtr poses;
  KeyFrameFeatures features;
  std::vector<float> plane;  ///< (features.frames.size(), 2): the features' principal plane, torso lengths
  KeyFrameChoice choice;

  std::int64_t frameCount() const;
  std::optional<std::size_t> rowOf(std::int64_t frame) const;  ///< into features.frames
  /// Both shoulders and the pelvis are there, so the frame can be a key frame.
  bool canBeKeyFrame(std::int64_t frame) const;
  /// Cluster of every frame, -1 where joints are missing.
  std::vector<std::int8_t> labelsPerFrame() const;
};
using KeyFrameAnalysisPtr = std::shared_ptr<const KeyFrameAnalysis>;

/// Throws as key_frame_features and choose_key_frame do.
KeyFrameAnalysisPtr analyse_key_frames(SequenceId sequence, PosesPtr poses,
                                       const std::optional<Eigen::Vector3d>& up,
                                       const KeyFrameOptions& options);

/// Analyses on a thread of its own. Only the latest request counts: older ones are dropped or their results
/// kept back.
class KeyFrameAnalyser : public QObject {
  Q_OBJECT
 public:
  explicit KeyFrameAnalyser(QObject* parent = nullptr);
  ~KeyFrameAnalyser() override;

  void request(SequenceId sequence, PosesPtr poses, const std::optional<Eigen::Vector3d>& up,
               const KeyFrameOptions& options);
  void forget();  ///< nothing is wanted any more
  bool busy() const;

 Q_SIGNALS:
  void ready(solopose::KeyFrameAnalysisPtr analysis);
  void failed(const QString& error);

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace solopose
