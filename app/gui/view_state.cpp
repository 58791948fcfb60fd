#include "app/gui/view_state.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include "core/project/project_places.h"

namespace solopose {
namespace {

constexpr qint64 most_bytes = 1 << 20;

QString file_in(const QString& folder) {
  return QString::fromStdString(ProjectPlaces(folder.toStdString()).view_state().string());
}

/// Files once held the state of four panels, each as the base64 of its JSON.
QJsonObject panels_of_an_old_file(const QJsonObject& json) {
  const std::pair<const char*, const char*> names[] = {{"universal_frame", "universal-frame"},
                                                       {"heat_maps", "heat-map"},
                                                       {"training", "training"},
                                                       {"playback", "video"}};
  QJsonObject panels;
  for (const auto& [key, id] : names) {
    const QByteArray text = QByteArray::fromBase64(json[QLatin1String(key)].toString().toLatin1());
    const QJsonObject state = QJsonDocument::fromJson(text).object();
    if (!state.isEmpty()) panels[QLatin1String(id)] = state;
  }
  return panels;
}

}  // namespace

ViewState ViewState::load(const QString& project_folder) {
  QFile file(file_in(project_folder));
  if (!file.open(QIODevice::ReadOnly) || file.size() > most_bytes) return {};
  const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
  ViewState state;
  state.workspace = json[QLatin1String("workspace")].toString();
  state.sequence = json[QLatin1String("sequence")].toString();
  state.frame = json[QLatin1String("frame")].toInteger();
  const QJsonValue panels = json[QLatin1String("panels")];
  state.panels = panels.isObject() ? panels.toObject() : panels_of_an_old_file(json);
  return state;
}

void ViewState::save(const QString& project_folder) const {
  const QJsonObject json{{QStringLiteral("workspace"), workspace},
                         {QStringLiteral("sequence"), sequence},
                         {QStringLiteral("frame"), frame},
                         {QStringLiteral("panels"), panels}};
  QSaveFile file(file_in(project_folder));
  if (!file.open(QIODevice::WriteOnly)) return;
  file.write(QJsonDocument(json).toJson());
  file.commit();
}

}  // namespace solopose
