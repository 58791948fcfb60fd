#pragma once

#include <QString>

namespace solopose {

/// A menu text without its mnemonic marks: "&Save && close" becomes "Save & close".
QString plain_text(const QString& text);

}  // namespace solopose
