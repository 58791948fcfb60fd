#include "widgets/universal_frame_panel/panel_state.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QJsonArray>

namespace solopose {

namespace {

constexpr int kLongestTrail = 600;

double bounded(const QJsonValue& value, double low, double high, double otherwise) {
  return std::clamp(value.toDouble(otherwise), low, high);
}

}  // namespace

QJsonObject toJson(const PanelState& state) {
  const UniversalSceneOptions& options = state.options;
  const OrbitCamera& camera = state.camera;
  QJsonArray at_key_frames;
  for (const bool at : options.at_key_frames) at_key_frames.append(at);
  QJsonArray hidden;
  for (const DatasetId dataset : options.hidden) hidden.append(static_cast<qint64>(dataset));
  QJsonArray splitter;
  for (const int size : state.splitter) splitter.append(size);
  return {{"set", static_cast<int>(options.set)},
          {"at_key_frames", at_key_frames},
          {"trail", options.trail_frames > 0},
          {"trail_frames", state.trail_length},
          {"axes", options.axes},
          {"floor", options.floor},
          {"reference_points", options.reference_points},
          {"beside", options.beside},
          {"hidden", hidden},
          {"aligned", state.aligned},
          {"splitter", splitter},
          {"focus_mm", QJsonArray{camera.focus_mm.x(), camera.focus_mm.y(), camera.focus_mm.z()}},
          {"distance_mm", camera.distance_mm},
          {"azimuth", camera.azimuth},
          {"elevation", camera.elevation},
          {"orthographic", camera.orthographic}};
}

PanelState panelStateFromJson(const QJsonObject& object) {
  PanelState state;
  UniversalSceneOptions& options = state.options;
  options.set = static_cast<ShownSet>(std::clamp(object["set"].toInt(0), 0, 2));
  const QJsonArray at_key_frames = object["at_key_frames"].toArray();
  for (qsizetype i = 0; i < std::min<qsizetype>(3, at_key_frames.size()); ++i) {
    options.at_key_frames[static_cast<std::size_t>(i)] = at_key_frames[i].toBool();
  }
  state.trail_length = std::clamp(object["trail_frames"].toInt(state.trail_length), 3, kLongestTrail);
  options.trail_frames = object["trail"].toBool() ? state.trail_length : 0;
  options.axes = object["axes"].toBool(true);
  options.floor = object["floor"].toBool(true);
  options.reference_points = object["reference_points"].toBool(true);
  options.beside = object["beside"].toBool(false);
  for (const QJsonValue& dataset : object["hidden"].toArray()) options.hidden.insert(dataset.toInteger());
  state.aligned = object["aligned"].toBool(true);
  for (const QJsonValue& size : object["splitter"].toArray())
    state.splitter.append(std::max(0, size.toInt()));

  OrbitCamera& camera = state.camera;
  const QJsonArray focus = object["focus_mm"].toArray();
  for (qsizetype i = 0; i < std::min<qsizetype>(3, focus.size()); ++i) {
    camera.focus_mm[i] = bounded(focus[i], -1e6, 1e6, 0);
  }
  camera.distance_mm = bounded(object["distance_mm"], 100, 2e5, camera.distance_mm);
  camera.azimuth = bounded(object["azimuth"], -std::numbers::pi, std::numbers::pi, 0);
  camera.elevation = bounded(object["elevation"], -std::numbers::pi / 2, std::numbers::pi / 2, 0);
  camera.orthographic = object["orthographic"].toBool();
  return state;
}

}  // namespace solopose
