#pragma once

#include <QObject>

#include "core/base/ending_signals.h"

namespace solopose {

/// Being told to end by the system as a signal of the event loop. One object at a time.
class Termination : public QObject {
  Q_OBJECT
 public:
  explicit Termination(QObject* parent = nullptr);

 Q_SIGNALS:
  void asked();

 private:
  EndingSignals signals_;
};

}  // namespace solopose
