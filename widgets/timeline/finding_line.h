#pragma once

#include "widgets/shared/elided_label.h"

namespace solopose {

class Session;
class TimelineLanes;

/// What is wrong at the cursor's frame with the finding that somebody looks at; gone where nothing is. For
/// the window's frame, so that walking from finding to finding makes sense in every workspace.
class FindingLine : public ElidedLabel {
 public:
  FindingLine(const Session* session, const TimelineLanes* lanes, QWidget* parent = nullptr);

 private:
  void follow();
  void showRole(const char* role);  ///< of the style sheet

  const Session* session_;
  const TimelineLanes* lanes_;
};

}  // namespace solopose
