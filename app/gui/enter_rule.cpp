#include "app/gui/enter_rule.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace solopose {
namespace {

bool is_enter(const QKeyEvent& event) {
  return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

void send(QObject* to, QEvent::Type type, Qt::Key key) {
  QKeyEvent event(type, key, Qt::NoModifier);
  QCoreApplication::sendEvent(to, &event);
}

/// Not those that are ticked: Enter there means the dialog that they stand in.
bool is_pressed(const QObject* watched) {
  return qobject_cast<const QPushButton*>(watched) != nullptr ||
         qobject_cast<const QToolButton*>(watched) != nullptr;
}

bool is_drop_down(const QObject* watched) {
  const auto* list = qobject_cast<const QAbstractItemView*>(watched);
  return list != nullptr && list->parent() != nullptr &&
         list->parent()->inherits("QComboBoxPrivateContainer");
}

/// As Space does; the button may go with what it does.
void press(QObject* button) {
  const QPointer<QObject> there(button);
  send(button, QEvent::KeyPress, Qt::Key_Space);
  if (there) send(button, QEvent::KeyRelease, Qt::Key_Space);
}

}  // namespace

bool EnterRule::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto& key = *static_cast<const QKeyEvent*>(event);
  const bool plain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (plain && is_enter(key) && is_pressed(watched)) {
    if (!key.isAutoRepeat()) press(watched);
    return true;
  }
  if (plain && key.key() == Qt::Key_Space && is_drop_down(watched)) {
    send(watched, QEvent::ShortcutOverride, Qt::Key_Return);  // by which a drop-down chooses
    return true;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
