#pragma once

#include <QCoreApplication>
#include <QObject>

class QCustomPlot;
class QMenu;

namespace solopose {

/// The context menu of every plot: its picture into the clipboard, or into a file. An event filter for the
/// application.
class PlotMenu : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  static void copy(QCustomPlot& plot);
  /// As the file's ending says: .png or .svg. @throws Error.
  static void save(QCustomPlot& plot, const QString& file);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QMenu* menuOf(QCustomPlot* plot);
};

}  // namespace solopose
