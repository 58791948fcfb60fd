#include "widgets/theme/undressed.h"

#include <QApplication>

namespace solopose {

Undressed::Undressed() : sheet_(qApp->styleSheet()) { qApp->setStyleSheet({}); }

Undressed::~Undressed() { qApp->setStyleSheet(sheet_); }

}  // namespace solopose
