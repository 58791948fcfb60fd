#pragma once

#include <QJsonObject>
#include <QList>

#include "render/skeleton/orbit_camera.h"
#include "widgets/universal_frame_panel/universal_scene.h"

namespace solopose {

/// What the view state's sidecar keeps of the panel.
struct PanelState {
  UniversalSceneOptions options;
  OrbitCamera camera;  ///< angles, focus, distance and projection; the rest follows from data and window
  bool aligned = true;
  int trail_length = 30;
  QList<int> splitter;
};

QJsonObject toJson(const PanelState& state);
/// Values out of range are brought into it, missing ones keep their defaults.
PanelState panelStateFromJson(const QJsonObject& object);

}  // namespace solopose
