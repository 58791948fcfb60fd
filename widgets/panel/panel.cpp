#include "widgets/panel/panel.h"

#include <utility>

#include <QAbstractEventDispatcher>

namespace solopose {

// Whatever settles a panel is an event of this thread: it is looked at between events, whether the loop then
// waits for more of them or not.
Panel::Panel(QWidget* parent) : QWidget(parent) {
  const QAbstractEventDispatcher* events = QAbstractEventDispatcher::instance();
  connect(events, &QAbstractEventDispatcher::aboutToBlock, this, &Panel::watch);
  connect(events, &QAbstractEventDispatcher::awake, this, &Panel::watch);
}

void Panel::holdKeys() {
  const QWidget* focus = window()->focusWidget();
  const bool inside = focus != nullptr && focus->isVisible() && isAncestorOf(focus);
  if (!inside) setFocus();
}

void Panel::watch() {
  const bool now = isSettled();
  if (!std::exchange(was_settled_, now) && now) Q_EMIT settled();
}

}  // namespace solopose
