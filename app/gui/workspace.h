#pragma once

#include <QMainWindow>
#include <QString>
#include <QStringList>

class QDockWidget;

namespace solopose {

/// The middle of the window for one task: panels that can be docked, tabbed and floated, with a layout of its
/// own that is remembered.
class Workspace : public QMainWindow {
  Q_OBJECT
 public:
  /// `id`: "align".
  Workspace(QString id, QWidget* parent);

  QString id() const { return id_; }

  /// Panels stand side by side in the order they are added. `id`: "key-frames", stable, for settings and the
  /// tour. The title of its dock is the caller's to set.
  /// `behind`: it stands behind the one before it, as a tab.
  QDockWidget* addPanel(const QString& id, QWidget* panel, bool behind = false);
  const QStringList& panels() const { return panels_; }  ///< their ids
  QDockWidget* dock(const QString& panel_id) const;      ///< nullptr when there is none
  void raisePanel(const QString& panel_id);
  QString frontPanel() const;  ///< that is seen first where not all are

  void saveLayout() const;
  void restoreLayout();
  void resetLayout();

 private:
  QString setting() const;

  QString id_;
  QStringList panels_;
  QList<QDockWidget*> docks_;  ///< of the panels
  QStringList behind_;         ///< panels that stand behind the one before
};

}  // namespace solopose
