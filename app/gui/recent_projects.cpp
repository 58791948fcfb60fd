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

bool is_there(const QString& folder) { return Project::exists(path_of(folder)); }

QStringList remembered() { return QSettings().value(setting).toStringList(); }

}  // namespace

QStringList RecentProjects::list() {
  QStringList folders = remembered();
  folders.removeIf([](const QString& folder) { return !is_there(folder); });
  return folders.mid(0, limit);
}

QStringList RecentProjects::gone() {
  QStringList folders = remembered();
  folders.removeIf(is_there);
  return folders;
}

void RecentProjects::add(const QString& folder) {
  QStringList folders = remembered();
  folders.removeAll(canonical(folder));
  folders.prepend(canonical(folder));
  QSettings().setValue(setting, folders.mid(0, limit));
}

void RecentProjects::forget(const QString& folder) {
  QStringList folders = remembered();
  folders.removeAll(folder);
  QSettings().setValue(setting, folders);
}

}  // namespace solopose
