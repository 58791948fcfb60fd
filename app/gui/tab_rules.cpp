#include "app/gui/tab_rules.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>

namespace solopose {
namespace {

/// Parts that Qt puts into its own widgets, and pictures that only look like buttons.
bool is_no_stop(const QWidget* widget) {
  const QWidget* parent = widget->parentWidget();
  return widget->objectName().startsWith(QLatin1String("qt_")) ||
         widget->testAttribute(Qt::WA_TransparentForMouseEvents) ||
         qobject_cast<const QTabBar*>(parent) != nullptr ||
         qobject_cast<const QLineEdit*>(parent) != nullptr ||
         qobject_cast<const QScrollBar*>(widget) != nullptr;
}

bool is_pressed_or_chosen(const QWidget* widget) {
  return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
         qobject_cast<const QComboBox*>(widget) != nullptr ||
         qobject_cast<const QAbstractSlider*>(widget) != nullptr;
}

void apply(QWidget* widget) {
  if (is_pressed_or_chosen(widget) && !is_no_stop(widget))
    widget->setFocusPolicy(Qt::FocusPolicy(widget->focusPolicy() | Qt::TabFocus));
  if (auto* view = qobject_cast<QAbstractItemView*>(widget)) view->setTabKeyNavigation(false);
  if (auto* text = qobject_cast<QPlainTextEdit*>(widget)) text->setTabChangesFocus(true);
  if (auto* text = qobject_cast<QTextEdit*>(widget)) text->setTabChangesFocus(true);
}

}  // namespace

bool TabRules::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Polish && watched->isWidgetType()) apply(static_cast<QWidget*>(watched));
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
