#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>
#include <QStringList>

#include "core/project/import.h"

namespace solopose {

/// What dropped or chosen files and folders are.
struct ImportGuess {
  QString project_folder;              ///< a single project folder to open; else empty
  std::vector<ImportOptions> imports;  ///< one per format that was recognised
  QStringList unrecognised;            ///< files no reader knows, and folders without anything known
};

/// Looks at names and first bytes. A folder's own files count only where a reader knows them; generic tables
/// in it only where nothing else is, because every data set has some .csv lying about. Slow for big folders.
ImportGuess guess_imports(const QStringList& paths);

/// The same on another thread; `done` runs on the thread of `context`, unless that is gone by then.
void guess_imports_later(const QStringList& paths, QObject* context,
                         std::function<void(const ImportGuess&)> done);

}  // namespace solopose
