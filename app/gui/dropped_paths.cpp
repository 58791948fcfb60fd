#include "app/gui/dropped_paths.h"

#include <QMimeData>
#include <QUrl>

namespace solopose {

QStringList dropped_paths(const QMimeData* data) {
  QStringList paths;
  const QList<QUrl> urls = data->urls();
  for (const QUrl& url : urls) {
    if (url.isLocalFile()) paths += url.toLocalFile();
  }
  return paths;
}

}  // namespace solopose
