#include "widgets/heat_maps_panel/model_reference.h"

#include <optional>

#include <QJsonObject>

#include "core/models/shipped_models.h"
#include "core/project/project_places.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  const char* name;
  std::optional<fs::path> (*file)();
};
constexpr Shipped shipped[] = {{"demo", demo_model_file}, {"video", video_model_file}};

fs::path runs_of(const QString& project_folder) { return ProjectPlaces(path_of(project_folder)).runs(); }

}  // namespace

QJsonValue model_reference(const fs::path& file, const QString& project_folder) {
  if (file.empty()) return {};
  for (const Shipped& each : shipped)
    if (each.file() == file) return QJsonObject{{"shipped", each.name}};
  if (!project_folder.isEmpty() && file.filename() == run_names::best_model &&
      file.parent_path().parent_path() == runs_of(project_folder))
    return QJsonObject{{"run", QString::fromStdString(file.parent_path().filename().string())}};
  const fs::path relative = file.lexically_relative(path_of(project_folder));
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return QJsonObject{{"file", QString::fromStdString((inside ? relative : file).string())}};
}

fs::path model_file(const QJsonValue& reference, const QString& project_folder) {
  const QJsonObject json = reference.toObject();
  for (const Shipped& each : shipped)
    if (json["shipped"] == QLatin1String(each.name)) return each.file().value_or(fs::path(each.name));
  if (const QString run = json["run"].toString(); !run.isEmpty())
    return runs_of(project_folder) / path_of(run) / run_names::best_model;
  // Files of views once held the path alone. An absolute one stays as it is.
  const QString file = reference.isString() ? reference.toString() : json["file"].toString();
  return file.isEmpty() ? fs::path() : path_of(project_folder) / path_of(file);
}

}  // namespace solopose
