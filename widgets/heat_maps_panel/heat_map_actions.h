#pragma once

#include <array>

#include <QCoreApplication>

class QAction;

namespace solopose {

class ActionRegistry;

/// The panel's actions, "heat.…". What they do is connected by the panel.
struct HeatMapActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::HeatMapActions)
 public:
  explicit HeatMapActions(ActionRegistry* registry);

  QAction* open_volume;
  QAction* export_volume;
  QAction* screenshot;
  QAction* next_joint;
  QAction* previous_joint;
  std::array<QAction*, 6> look;  ///< in the order of FixedView
  QAction* reset_view;
  QAction* keep_beside = nullptr;  ///< on: what was shown then stays beside what is shown now
  QAction* whole_cube;

  QAction* show_volume;
  QAction* show_surface;
  QAction* show_slices;
  QAction* show_skeleton;
  QAction* show_decoded;
  QAction* show_sides;
  QAction* show_errors;
  QAction* show_axes;
  std::array<QAction*, 8> toggles() const {
    return {show_volume,  show_surface, show_slices, show_skeleton,
            show_decoded, show_sides,   show_errors, show_axes};
  }
};

}  // namespace solopose
