#pragma once

#include <QStringList>

namespace solopose {

/// The projects opened lately, newest first, in the user's settings. Folders that are gone are left out.
class RecentProjects {
 public:
  static constexpr int limit = 8;

  static QStringList list();
  static void add(const QString& folder);
};

}  // namespace solopose
