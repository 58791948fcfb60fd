#include "widgets/shared/dialog_buttons.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLayout>
#include <QPushButton>

namespace solopose {

QPushButton* add_dialog_buttons(QDialog* dialog, const QString& accept) {
  auto* buttons = new QDialogButtonBox(dialog);
  buttons->addButton(QCoreApplication::translate("solopose::DialogButtons", "Cancel"),
                     QDialogButtonBox::RejectRole);
  auto* button = new QPushButton(accept, dialog);
  button->setProperty("role", "primary");  // before the button box asks the style for its size
  buttons->addButton(button, QDialogButtonBox::AcceptRole);
  button->setDefault(true);
  dialog->layout()->addWidget(buttons);
  QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  return button;
}

}  // namespace solopose
