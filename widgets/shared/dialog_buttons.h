#pragma once

class QPushButton;
class QString;
class QDialog;

namespace solopose {

/// Puts Cancel and the button that accepts below what the dialog's layout holds already. Returns the latter.
QPushButton* add_dialog_buttons(QDialog* dialog, const QString& accept);

}  // namespace solopose
