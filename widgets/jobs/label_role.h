#pragma once

#include <QString>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace solopose {

/// Give a widget another role of the style sheet ("muted", "attention") while it is shown.
inline void set_role(QWidget* widget, const QString& role) {
  if (widget->property("role").toString() == role) return;
  widget->setProperty("role", role);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace solopose
