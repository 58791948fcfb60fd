#pragma once

#include <QJsonObject>
#include <QString>

namespace solopose {

/// Where somebody was looking in a project: kept in view.json beside the data, because it is no data. A
/// missing or damaged file is an empty view state.
struct ViewState {
  QString workspace;
  QString sequence;  ///< dataset/subject/take/view
  qint64 frame = 0;
  QJsonObject panels;  ///< Panel::viewState by Panel::id, of those that have any

  static ViewState load(const QString& project_folder);
  void save(const QString& project_folder) const;  ///< silently nothing where the folder cannot be written

  bool operator==(const ViewState&) const = default;
};

}  // namespace solopose
