#pragma once

#include <QStringList>

class QMimeData;

namespace solopose {

/// The local files and folders somebody drags; empty when there are none.
QStringList dropped_paths(const QMimeData* data);

}  // namespace solopose
