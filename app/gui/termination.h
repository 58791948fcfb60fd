#pragma once

#include <QObject>

namespace solopose {

/// Being told to end by the system (SIGTERM, SIGINT, SIGHUP: a log-out, Ctrl-C in a terminal, a terminal that
/// closes) as a signal of the event loop. A second one ends the process at once. One object at a time.
class Termination : public QObject {
  Q_OBJECT
 public:
  explicit Termination(QObject* parent = nullptr);
  ~Termination() override;

 Q_SIGNALS:
  void asked();
};

}  // namespace solopose
