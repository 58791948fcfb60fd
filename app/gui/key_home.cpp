#include "app/gui/key_home.h"

#include <utility>

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QPointer>
#include <QTimer>

namespace solopose {

KeyHome::KeyHome(QWidget* window, std::function<void()> go_home)
    : QObject(window), window_(window), go_home_(std::move(go_home)) {
  connect(qApp, &QApplication::focusChanged, this,
          [this](const QWidget* /*old*/, const QWidget* now) { followFocus(now); });
}

void KeyHome::watch(QDockWidget* dock) { dock->installEventFilter(this); }

// Qt moves the focus on after this event.
bool KeyHome::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Hide && !event->spontaneous()) {
    auto* dock = static_cast<QDockWidget*>(watched);
    const QWidget* focus = dock->window()->focusWidget();
    if (focus != nullptr && dock->isAncestorOf(focus)) goHomeFrom(dock);
  }
  return QObject::eventFilter(watched, event);
}

/// Closed, or taken away only to stand in another place. One that goes with its workspace is neither: who
/// leads to the next one says where the keyboard goes.
void KeyHome::goHomeFrom(QDockWidget* hidden) {
  QTimer::singleShot(0, this, [this, dock = QPointer<QDockWidget>(hidden)] {
    if (dock != nullptr && (dock->isHidden() || dock->isVisible())) go_home_();
  });
}

/// Between two widgets it is with nobody, too, but only for a moment.
void KeyHome::followFocus(const QWidget* now) {
  if (now != nullptr) return;
  QTimer::singleShot(0, this, [this] {
    const bool nobody =
        QApplication::focusWidget() == nullptr && QApplication::activePopupWidget() == nullptr;
    if (nobody && window_->isActiveWindow()) go_home_();
  });
}

}  // namespace solopose
