#pragma once

#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "core/project/catalog.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// A joint of a skeleton that is shown, wherever it moves.
struct JointOf {
  SequenceId sequence = 0;
  int joint = 0;
  bool operator==(const JointOf&) const = default;
};

/// Two joints give a distance, three the angle at the second.
class MeasureTool {
  Q_DECLARE_TR_FUNCTIONS(solopose::MeasureTool)

 public:
  const std::vector<JointOf>& joints() const { return joints_; }
  bool empty() const { return joints_.empty(); }
  /// A fourth joint begins anew; the last one once more is nothing new.
  void add(const JointOf& joint);
  void clear() { joints_.clear(); }

  /// As a scene draws it, with the joints where `skeletons` have them. Without points when one is not there.
  SkeletonMeasure measure(const std::vector<SkeletonInstance>& skeletons) const;
  /// One sentence for people, or what to click next.
  QString text(const SkeletonMeasure& measure) const;

 private:
  std::vector<JointOf> joints_;
};

/// "left wrist", in the window's language.
QString jointTitle(int joint);

}  // namespace solopose
