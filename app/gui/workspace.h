#pragma once

#include <functional>
#include <vector>

#include <QMainWindow>
#include <QString>

class QDockWidget;

namespace solopose {

/// The middle of the window for one task: panels that can be docked, tabbed and floated, with a layout of its
/// own that is remembered.
class Workspace : public QMainWindow {
  Q_OBJECT
 public:
  struct Panel {
    QString id;                      ///< "key-frames": stable, for settings and the tour
    std::function<QString()> title;  ///< tr()
    QWidget* widget = nullptr;
  };

  /// `id`: "align". `title` and `icon` are for the rail.
  Workspace(QString id, std::function<QString()> title, QString icon, QWidget* parent = nullptr);

  QString id() const { return id_; }
  QString title() const { return title_(); }
  QString icon() const { return icon_; }

  /// Panels stand side by side in the order they are added, `share` of the width each.
  QDockWidget* addPanel(const Panel& panel, int share = 1);
  const std::vector<Panel>& panels() const { return panels_; }
  QDockWidget* dock(const QString& panel_id) const;  ///< nullptr when there is none
  void raisePanel(const QString& panel_id);

  void saveLayout() const;
  void restoreLayout();
  void resetLayout();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QString setting() const;
  void retranslate();

  QString id_;
  std::function<QString()> title_;
  QString icon_;
  std::vector<Panel> panels_;
  QList<QDockWidget*> docks_;
  QList<int> shares_;
};

}  // namespace solopose
