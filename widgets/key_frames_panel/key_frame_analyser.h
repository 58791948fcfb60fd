#pragma once

#include <memory>
#include <optional>

#include <Eigen/Core>
#include <QObject>

#include "core/augmotion/key_frame_analysis.h"

namespace solopose {

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
