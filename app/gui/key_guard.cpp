#include "app/gui/key_guard.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenuBar>
#include <QTabBar>
#include <QTreeView>

namespace solopose {
namespace {

bool is_horizontal_arrow(int key) { return key == Qt::Key_Left || key == Qt::Key_Right; }

bool is_navigation(int key) {
  return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End ||
         is_horizontal_arrow(key);
}

bool is_openable(const QAbstractItemView* view) {
  const auto* tree = qobject_cast<const QTreeView*>(view);
  return tree != nullptr && tree->model() != nullptr && tree->model()->hasChildren(tree->currentIndex());
}

bool has_box(const QAbstractItemView* view) {
  const QModelIndex row = view->currentIndex();
  return row.flags().testFlag(Qt::ItemIsUserCheckable) && row.data(Qt::CheckStateRole).isValid();
}

/// Qt lets shortcuts run past an open menu: R for a menu's "Recent" would reject a finding behind it. Enter
/// is nobody's shortcut, and a drop-down chooses by it in the very event that asks for shortcuts.
bool belongs_to_menu(const QObject* watched, int key) {
  if (key == Qt::Key_Return || key == Qt::Key_Enter) return false;
  return QApplication::activePopupWidget() != nullptr || qobject_cast<const QMenuBar*>(watched) != nullptr;
}

}  // namespace

bool KeyGuard::keeps(const QWidget* widget, int key) const {
  if (const auto* view = qobject_cast<const QAbstractItemView*>(widget)) {
    if (key == Qt::Key_Space) return by_keyboard_ && has_box(view);
    return is_horizontal_arrow(key) ? is_openable(view) : is_navigation(key);
  }
  if (!by_keyboard_) return false;
  if (qobject_cast<const QAbstractButton*>(widget) != nullptr) return key == Qt::Key_Space;
  if (qobject_cast<const QComboBox*>(widget) != nullptr) return key == Qt::Key_Space || is_navigation(key);
  const bool steps = qobject_cast<const QAbstractSlider*>(widget) != nullptr ||
                     qobject_cast<const QTabBar*>(widget) != nullptr;
  return steps && is_navigation(key);
}

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    by_keyboard_ =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
  }
  if (event->type() == QEvent::ShortcutOverride && watched->isWidgetType()) {
    auto* key = static_cast<QKeyEvent*>(event);
    const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier;
    const bool letter = plain || modifiers == Qt::ShiftModifier;
    if ((letter && belongs_to_menu(watched, key->key())) ||
        (plain && keeps(static_cast<QWidget*>(watched), key->key()))) {
      event->accept();
      return true;
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
