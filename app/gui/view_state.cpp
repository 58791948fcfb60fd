#include "app/gui/view_state.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "core/project/project_places.h"

namespace solopose {
namespace {

constexpr qint64 most_bytes = 1 << 20;

QString file_in(const QString& folder) {
  return QString::fromStdString(ProjectPlaces(folder.toStdString()).view_state().string());
}

}  // namespace

ViewState ViewState::load(const QString& project_folder) {
  QFile file(file_in(project_folder));
  if (!file.open(QIODevice::ReadOnly) || file.size() > most_bytes) return {};
  const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
  ViewState state;
  state.workspace = json.value(QLatin1String("workspace")).toString();
  state.sequence = json.value(QLatin1String("sequence")).toString();
  state.frame = json.value(QLatin1String("frame")).toInteger();
  state.universal_frame =
      QByteArray::fromBase64(json.value(QLatin1String("universal_frame")).toString().toLatin1());
  state.heat_maps = QByteArray::fromBase64(json.value(QLatin1String("heat_maps")).toString().toLatin1());
  state.training = QByteArray::fromBase64(json.value(QLatin1String("training")).toString().toLatin1());
  state.playback = QByteArray::fromBase64(json.value(QLatin1String("playback")).toString().toLatin1());
  return state;
}

void ViewState::save(const QString& project_folder) const {
  const QJsonObject json{{QStringLiteral("workspace"), workspace},
                         {QStringLiteral("sequence"), sequence},
                         {QStringLiteral("frame"), frame},
                         {QStringLiteral("universal_frame"), QString::fromLatin1(universal_frame.toBase64())},
                         {QStringLiteral("heat_maps"), QString::fromLatin1(heat_maps.toBase64())},
                         {QStringLiteral("training"), QString::fromLatin1(training.toBase64())},
                         {QStringLiteral("playback"), QString::fromLatin1(playback.toBase64())}};
  QSaveFile file(file_in(project_folder));
  if (!file.open(QIODevice::WriteOnly)) return;
  file.write(QJsonDocument(json).toJson());
  file.commit();
}

}  // namespace solopose
