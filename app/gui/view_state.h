#pragma once

#include <QJsonObject>
#include <QString>

namespace solopose {

/// Where somebody was looking in a project: kept in view.json beside the data, because it is no data. A
/// missing or damaged file is an empty view state, and so is what is no file of the folder's own (a link, a
/// FIFO): that is neither read nor replaced, because a project may come from anybody.
struct ViewState {
  QString workspace;
  QString sequence;  ///< dataset/subject/take/view
  qint64 frame = 0;
  QJsonObject panels;  ///< Panel::viewState by Panel::id, of those that have any

  static ViewState load(const QString& project_folder);
  void save(const QString& project_folder) const;  ///< silently nothing where the folder cannot be written

  /// As a file to hand to others, who open the same view of their copy of the project with it.
  /// @throws Error when it cannot be written
  void share(const QString& file) const;
  /// @throws FormatError when it is no such file; Error when it cannot be read
  static ViewState shared(const QString& file);

  bool operator==(const ViewState&) const = default;
};

}  // namespace solopose
