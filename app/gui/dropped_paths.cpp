#include "app/gui/dropped_paths.h"

#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include "core/project/project.h"
#include "core/project/project_places.h"
#include "widgets/shared/file_path.h"

namespace solopose {

QStringList dropped_paths(const QMimeData* data) {
  QStringList paths;
  const QList<QUrl> urls = data->urls();
  for (const QUrl& url : urls) {
    if (url.isLocalFile()) paths += folder_of_project(url.toLocalFile());
  }
  return paths;
}

QString folder_of_project(const QString& path) {
  const QFileInfo file(path);
  return file.isFile() && file.fileName() == QLatin1String(project_names::database) ? file.absolutePath()
                                                                                    : path;
}

QString only_project(const QStringList& paths) {
  const bool is_project =
      paths.size() == 1 && QFileInfo(paths.front()).isDir() && Project::exists(path_of(paths.front()));
  return is_project ? paths.front() : QString();
}

}  // namespace solopose
