#pragma once

#include <optional>

#include <QTimer>

#include "widgets/shared/elided_label.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {

class Session;

/// What has just come of something, in the window's foot: it goes by itself after a while, with its
/// project, and when somebody walks on to another finding.
class ToldLine : public ElidedLabel {
 public:
  ToldLine(const Session* session, const TimelineLanes* lanes, QWidget* parent);

 private:
  void tell(const QString& text);
  void followFinding(const std::optional<ShownFinding>& shown);

  std::optional<ShownFinding> finding_;  ///< the last that was shown
  QTimer goes_;
};

}  // namespace solopose
