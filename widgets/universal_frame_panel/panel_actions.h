#pragma once

#include <array>

#include <QAction>
#include <QCoreApplication>

#include "render/skeleton/orbit_camera.h"

namespace solopose {

class ActionRegistry;

/// The panel's entries in the action registry. They tell by QAction::triggered and toggled; the panel
/// listens.
struct PanelActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::PanelActions)

 public:
  explicit PanelActions(ActionRegistry* registry);

  QAction* aligned;
  QAction* beside;
  QAction* at_key_frames;
  std::array<QAction*, 3> show;  ///< by ShownSet
  QAction* trail;
  QAction* measure;
  QAction* clear_measure;
  QAction* frame_all;
  std::array<QAction*, 6> look;  ///< by FixedView
  QAction* orthographic;
  QAction* axes;
  QAction* floor;
  QAction* reference_points;
  QAction* all_datasets;
};

}  // namespace solopose
