#pragma once

#include <QStringList>

namespace solopose {

/// The videos played lately that belong to no data, newest first, in the user's settings. Files that are gone
/// are left out.
class RecentVideos {
 public:
  static constexpr int limit = 6;

  static QStringList list();
  static void add(const QString& file);
};

}  // namespace solopose
