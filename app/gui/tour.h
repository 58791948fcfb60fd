#pragma once

#include <QSize>
#include <QString>

namespace solopose {

struct TourOptions {
  QSize window{1440, 900};
  QString language = QStringLiteral("en");
};

/// Open the window on a project (a temporary demo project when `project` is empty), drive every panel and
/// write OUT/WORKSPACE-PANEL-THEME.png for each and OUT/WORKSPACE-window-THEME.png for the whole, in both
/// themes. Prints a line per picture. Leaves the user's settings alone. Returns the exit status: 0 when every
/// picture shows something.
int run_tour(const QString& out_folder, const QString& project, const TourOptions& options = {});

}  // namespace solopose
