#include "widgets/shared/recent_videos.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace solopose {
namespace {

const QString setting = QStringLiteral("recent-videos");

QString canonical(const QString& file) { return QDir::cleanPath(QFileInfo(file).absoluteFilePath()); }

}  // namespace

QStringList RecentVideos::list() {
  QStringList files = QSettings().value(setting).toStringList();
  files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
  return files.mid(0, limit);
}

void RecentVideos::add(const QString& file) {
  QStringList files = list();
  files.removeAll(canonical(file));
  files.prepend(canonical(file));
  QSettings().setValue(setting, files.mid(0, limit));
}

}  // namespace solopose
