#include "app/gui/import_guess.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr int most_files_looked_at = 5000;

fs::path path_of(const QString& name) { return fs::path(QFile::encodeName(name).toStdString()); }

using PathsByFormat = std::map<std::string, std::vector<fs::path>>;

bool add_file(const QString& file, PathsByFormat& found) {
  const Reader* reader = reader_for(path_of(file));
  if (reader == nullptr) return false;
  found[std::string(reader->name)].push_back(path_of(file));
  return true;
}

// The folder itself goes into the import: the reader then finds its files again and keeps their order.
bool add_folder(const QString& folder, PathsByFormat& found) {
  std::map<std::string, int> formats;
  QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
  for (int looked_at = 0; files.hasNext() && looked_at < most_files_looked_at; ++looked_at) {
    if (const Reader* reader = reader_for(path_of(files.next()))) ++formats[std::string(reader->name)];
  }
  if (formats.size() > 1) formats.erase("table");
  for (const auto& [format, count] : formats) found[format].push_back(path_of(folder));
  return !formats.empty();
}

}  // namespace

ImportGuess guess_imports(const QStringList& paths) {
  ImportGuess guess;
  if (paths.size() == 1 && QFileInfo(paths.front()).isDir() && Project::exists(path_of(paths.front()))) {
    guess.project_folder = paths.front();
    return guess;
  }
  PathsByFormat found;
  for (const QString& path : paths) {
    const bool known = QFileInfo(path).isDir() ? add_folder(path, found) : add_file(path, found);
    if (!known) guess.unrecognised += path;
  }
  for (auto& [format, files] : found) {
    ImportOptions options;
    options.format = format;
    options.paths = std::move(files);
    guess.imports.push_back(std::move(options));
  }
  return guess;
}

void guess_imports_later(const QStringList& paths, QObject* context,
                         std::function<void(const ImportGuess&)> done) {
  QThreadPool::globalInstance()->start([paths, receiver = QPointer<QObject>(context), run = std::move(done)] {
    ImportGuess guess = guess_imports(paths);
    QObject* application = QCoreApplication::instance();
    QMetaObject::invokeMethod(
        application,
        [receiver, run, result = std::move(guess)] {
          if (receiver != nullptr) run(result);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace solopose
