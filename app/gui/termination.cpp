#include "app/gui/termination.h"

#include <QSocketNotifier>

namespace solopose {

Termination::Termination(QObject* parent) : QObject(parent) {
  if (signals_.descriptor() < 0) return;
  auto* notifier = new QSocketNotifier(signals_.descriptor(), QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [this] {
    if (signals_.wait()) Q_EMIT asked();
  });
}

}  // namespace solopose
