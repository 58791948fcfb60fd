#include "app/gui/import_guess.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <utility>

#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include "core/base/error.h"
#include "core/base/folder_walk.h"
#include "core/project/project.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr int most_files_looked_at = 5000;

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
  std::stop_source enough;
  int looked_at = 0;
  JobContext context;
  context.stop = enough.get_token();
  const auto look = [&](const fs::path& file, const std::string& trouble) {
    const Reader* reader = trouble.empty() ? reader_for(file) : nullptr;
    if (reader != nullptr) ++formats[std::string(reader->name)];
    if (++looked_at == most_files_looked_at) enough.request_stop();
  };
  try {
    FolderWalk(look, context).walk(path_of(folder));
  } catch (const Cancelled&) {
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
