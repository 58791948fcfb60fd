#pragma once

#include <QStringList>

class QMimeData;

namespace solopose {

/// The local files and folders somebody drags; empty when there are none.
QStringList dropped_paths(const QMimeData* data);

/// A project's folder where somebody took hold of the database in it, otherwise `path` itself.
QString folder_of_project(const QString& path);

}  // namespace solopose
