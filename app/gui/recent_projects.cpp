#include "app/gui/recent_projects.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include "core/project/project.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

const QString setting = QStringLiteral("recent-projects");

QString canonical(const QString& folder) { return QDir::cleanPath(QFileInfo(folder).absoluteFilePath()); }

}  // namespace

QStringList RecentProjects::list() {
  QStringList folders = QSettings().value(setting).toStringList();
  folders.removeIf([](const QString& folder) { return !Project::exists(path_of(folder)); });
  return folders.mid(0, limit);
}

void RecentProjects::add(const QString& folder) {
  QStringList folders = list();
  folders.removeAll(canonical(folder));
  folders.prepend(canonical(folder));
  QSettings().setValue(setting, folders.mid(0, limit));
}

}  // namespace solopose
