#pragma once

#include <QByteArray>
#include <QString>

namespace solopose {

/// Where somebody was looking in a project: kept in view.json beside the data, because it is no data. A
/// missing or damaged file is an empty view state.
struct ViewState {
  QString workspace;
  QString sequence;  ///< dataset/subject/take/view
  qint64 frame = 0;
  QByteArray universal_frame;  ///< UniversalFramePanel::saveViewState
  QByteArray heat_maps;        ///< HeatMapsPanel::saveViewState
  QByteArray training;         ///< TrainingPanel::saveViewState
  QByteArray playback;         ///< PlaybackPanel::saveViewState

  static ViewState load(const QString& project_folder);
  void save(const QString& project_folder) const;  ///< silently nothing where the folder cannot be written
};

}  // namespace solopose
