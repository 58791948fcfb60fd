#include "app/gui/focus_ring.h"

#include <QFocusEvent>
#include <QFocusFrame>
#include <QWidget>

namespace solopose {
namespace {

bool by_keyboard(Qt::FocusReason reason) {
  return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
         reason == Qt::ShortcutFocusReason;
}

/// Focus that comes back from a menu or another window is where it was: the ring, too.
bool comes_back(Qt::FocusReason reason) {
  return reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason ||
         reason == Qt::MenuBarFocusReason;
}

}  // namespace

FocusRing::FocusRing(QObject* parent) : QObject(parent) {}

FocusRing::~FocusRing() { delete frame_; }

const QWidget* FocusRing::ringed() const { return frame_ == nullptr ? nullptr : frame_->widget(); }

void FocusRing::put(QWidget* widget) {
  if (widget == nullptr && frame_ == nullptr) return;
  if (frame_ == nullptr) frame_ = new QFocusFrame(widget);
  frame_->setWidget(widget);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    if (!comes_back(reason)) put(by_keyboard(reason) ? static_cast<QWidget*>(watched) : nullptr);
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
