#include "app/gui/spoken_names.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QEvent>
#include <QLineEdit>
#include <QWidget>

namespace solopose {
namespace {

constexpr const char* given_here = "spokenName";

QString title_around(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget())
    if (!widget->windowTitle().isEmpty()) return widget->windowTitle();
  return {};
}

QString name_for(const QWidget* widget) {
  const auto* field = qobject_cast<const QLineEdit*>(widget);
  return field != nullptr && !field->placeholderText().isEmpty() ? field->placeholderText()
                                                                 : title_around(widget);
}

bool wants_a_name(const QWidget* widget) {
  return (widget->focusPolicy() & Qt::TabFocus) != 0 ||
         qobject_cast<const QAbstractItemView*>(widget) != nullptr;
}

/// Nobody, Qt included, has said what it is called.
bool is_nameless(QWidget* widget) {
  if (!widget->accessibleName().isEmpty())
    return widget->property(given_here).toString() == widget->accessibleName();
  const QAccessibleInterface* part = QAccessible::queryAccessibleInterface(widget);
  return part != nullptr && part->text(QAccessible::Name).isEmpty();
}

}  // namespace

bool SpokenNames::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show || event->type() == QEvent::FocusIn) {
    auto* widget = qobject_cast<QWidget*>(watched);
    if (widget != nullptr && wants_a_name(widget) && is_nameless(widget)) {
      const QString name = name_for(widget);
      widget->setProperty(given_here, name);
      widget->setAccessibleName(name);
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
