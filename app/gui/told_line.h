#pragma once

#include <QTimer>

#include "widgets/shared/elided_label.h"

namespace solopose {

class Session;

/// What has just come of something, in the window's foot: it goes by itself after a while, and with its
/// project.
class ToldLine : public ElidedLabel {
 public:
  ToldLine(const Session* session, QWidget* parent);

 private:
  void tell(const QString& text);

  QTimer goes_;
};

}  // namespace solopose
