#include "widgets/panel/panel.h"

#include <utility>

#include <QAbstractEventDispatcher>

namespace solopose {

// Whatever settles a panel is an event of this thread: after the last one there is nothing left but to wait.
Panel::Panel(QWidget* parent) : QWidget(parent) {
  connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &Panel::watch);
}

void Panel::watch() {
  const bool now = isSettled();
  if (!std::exchange(was_settled_, now) && now) Q_EMIT settled();
}

}  // namespace solopose
