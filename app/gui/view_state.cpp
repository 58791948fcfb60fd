#include "app/gui/view_state.h"

#include <QJsonDocument>
#include <QSaveFile>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/project/project_places.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

constexpr std::uintmax_t most_bytes = 1 << 20;
const QString format_name = QStringLiteral("solopose view");

std::filesystem::path file_in(const QString& folder) { return ProjectPlaces(path_of(folder)).view_state(); }

/// Empty when there is none that could be ours.
QByteArray text_of(const std::filesystem::path& file) {
  if (!kind_unless_own_file(file).empty()) return {};
  try {
    InputFile in(file);
    if (in.size() > most_bytes) return {};
    std::vector<std::uint8_t> bytes(in.size());
    bytes.resize(in.read(bytes));
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
  } catch (const Error&) {
    return {};
  }
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

ViewState from_json(const QJsonObject& json) {
  ViewState state;
  state.workspace = json[QLatin1String("workspace")].toString();
  state.sequence = json[QLatin1String("sequence")].toString();
  state.frame = json[QLatin1String("frame")].toInteger();
  const QJsonValue panels = json[QLatin1String("panels")];
  state.panels = panels.isObject() ? panels.toObject() : panels_of_an_old_file(json);
  return state;
}

QJsonObject to_json(const ViewState& state) {
  return {{QStringLiteral("format"), format_name},
          {QStringLiteral("workspace"), state.workspace},
          {QStringLiteral("sequence"), state.sequence},
          {QStringLiteral("frame"), state.frame},
          {QStringLiteral("panels"), state.panels}};
}

}  // namespace

ViewState ViewState::load(const QString& project_folder) {
  return from_json(QJsonDocument::fromJson(text_of(file_in(project_folder))).object());
}

ViewState ViewState::shared(const QString& file) {
  const std::filesystem::path path = path_of(file);
  InputFile in(path);
  if (in.size() > most_bytes)
    throw FormatError(path, "size", "a view of at most 1 MB", std::to_string(in.size()) + " bytes");
  std::vector<std::uint8_t> bytes(in.size());
  bytes.resize(in.read(bytes));
  const QJsonObject json =
      QJsonDocument::fromJson({reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes)}).object();
  if (const QString found = json[QLatin1String("format")].toString(); found != format_name)
    throw FormatError(path, "format", format_name.toStdString(),
                      found.isEmpty() ? "none" : found.toStdString());
  return from_json(json);
}

void ViewState::share(const QString& file) const {
  write_text_atomically(path_of(file), QJsonDocument(to_json(*this)).toJson().toStdString());
}

void ViewState::save(const QString& project_folder) const {
  const std::filesystem::path place = file_in(project_folder);
  if (!kind_unless_own_file(place).empty()) return;
  QSaveFile file(QString::fromStdString(place.string()));
  if (!file.open(QIODevice::WriteOnly)) return;
  file.write(QJsonDocument(to_json(*this)).toJson());
  file.commit();
}

}  // namespace solopose
