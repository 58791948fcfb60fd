#pragma once

#include <QStringList>

class QMimeData;

namespace solopose {

/// The local files and folders somebody drags; empty when there are none.
QStringList dropped_paths(const QMimeData* data);

/// A project's folder where somebody took hold of the database in it, otherwise `path` itself.
QString folder_of_project(const QString& path);

/// The project folder that these paths are; empty where they are anything else, files to import for instance.
/// Asks the disk, which may be slow.
QString only_project(const QStringList& paths);

}  // namespace solopose
