#pragma once

#include <QStringList>

namespace solopose {

/// The projects opened lately, newest first, in the user's settings.
class RecentProjects {
 public:
  static constexpr int limit = 8;

  static QStringList list();  ///< those that are where they were
  static QStringList gone();  ///< those that are there no more: moved, deleted, or on a disk that is away
  static void add(const QString& folder);
  static void forget(const QString& folder);
};

}  // namespace solopose
