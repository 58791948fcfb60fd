#pragma once

#include <functional>
#include <vector>

#include <QString>
#include <Qt>

#include "widgets/panel/panel_context.h"

namespace solopose {

class Panel;

struct WorkspaceEntry {
  QString id;                      ///< stable, for settings, action ids and the tour
  std::function<QString()> title;  ///< tr()
  QString icon;
};

struct PanelEntry {
  QString id;         ///< stable, for settings, action ids, view states and the tour
  QString workspace;  ///< the one it stands in; empty: it stands around all of them
  QString icon;
  std::function<QString()> title;  ///< tr()
  std::function<Panel*(const PanelContext&)> make;
  Qt::DockWidgetArea area = Qt::NoDockWidgetArea;  ///< of one that stands around
  int extent = 0;                                  ///< its first width or height there, pixels
  bool behind = false;  ///< as a tab behind the one before it in its workspace, however much room there is
};

/// In the order of the rail.
const std::vector<WorkspaceEntry>& workspace_table();
/// Every panel of the window, in the order of the menu. Known before any is built.
const std::vector<PanelEntry>& panel_table();

}  // namespace solopose
