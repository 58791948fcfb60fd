#include "app/gui/button_names.h"

#include <QAbstractButton>
#include <QCoreApplication>

namespace solopose {
namespace {

struct ButtonNames {
  Q_DECLARE_TR_FUNCTIONS(solopose::ButtonNames)
};

void name(const QWidget* window, const char* object_name, const QString& text) {
  for (auto* button : window->findChildren<QAbstractButton*>(QLatin1String(object_name))) {
    button->setToolTip(text);
    button->setAccessibleName(text);
  }
}

}  // namespace

void name_buttons(const QWidget* window) {
  name(window, "qt_dockwidget_closebutton", ButtonNames::tr("Close panel"));
  name(window, "qt_dockwidget_floatbutton", ButtonNames::tr("Make the panel a window, or put it back"));
  name(window, "qt_toolbar_ext_button", ButtonNames::tr("More tools"));
}

}  // namespace solopose
