#pragma once

#include <QString>

namespace solopose {

/// A message of core as the window says it: where the command line has a switch, the window has a field.
QString in_fields(const QString& message);

}  // namespace solopose
