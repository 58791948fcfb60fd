#include "app/gui/wheel_rule.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollArea>
#include <QSlider>

namespace solopose {
namespace {

bool takes_the_wheel(const QObject* watched) {
  return qobject_cast<const QAbstractSpinBox*>(watched) != nullptr ||
         qobject_cast<const QComboBox*>(watched) != nullptr ||
         qobject_cast<const QSlider*>(watched) != nullptr;
}

bool is_in_form_that_scrolls(const QWidget* widget) {
  for (const QWidget* parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (qobject_cast<const QScrollArea*>(parent) != nullptr) return true;
  return false;
}

}  // namespace

bool WheelRule::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Wheel || !takes_the_wheel(watched)) return false;
  const auto* widget = static_cast<const QWidget*>(watched);
  if (widget->hasFocus() || !is_in_form_that_scrolls(widget)) return false;
  event->ignore();  // so that it goes on to what stands around
  return true;
}

}  // namespace solopose
