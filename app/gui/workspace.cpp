#include "app/gui/workspace.h"

#include <utility>

#include <QDockWidget>
#include <QSettings>

#include "app/gui/panel_frame.h"

namespace solopose {
namespace {

constexpr int layout_version = 1;
constexpr int roomy_width = 600;  // a panel's, from which on it works beside another

}  // namespace

Workspace::Workspace(QString id, QWidget* parent) : QMainWindow(parent), id_(std::move(id)) {
  setWindowFlags(Qt::Widget);  // a main window makes itself a window, whatever its parent
  setObjectName(QStringLiteral("workspace-") + id_);
  setDockNestingEnabled(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setContextMenuPolicy(Qt::NoContextMenu);
}

QDockWidget* Workspace::addPanel(const QString& id, QWidget* panel) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QStringLiteral("panel-") + id);
  dock->setWidget(new PanelFrame(panel));
  addDockWidget(Qt::TopDockWidgetArea, dock, Qt::Horizontal);
  panels_.append(id);
  docks_.append(dock);
  return dock;
}

QDockWidget* Workspace::dock(const QString& panel_id) const {
  return docks_.value(panels_.indexOf(panel_id), nullptr);
}

void Workspace::raisePanel(const QString& panel_id) {
  if (QDockWidget* panel = dock(panel_id)) {
    panel->show();
    panel->raise();
  }
}

QString Workspace::setting() const { return QStringLiteral("layout/workspace-") + id_; }

void Workspace::saveLayout() const { QSettings().setValue(setting(), saveState(layout_version)); }

void Workspace::restoreLayout() {
  if (!restoreState(QSettings().value(setting()).toByteArray(), layout_version)) resetLayout();
}

// Side by side where there is room for that, else one behind the other with the last in front.
void Workspace::resetLayout() {
  const int room = parentWidget()->width();  // ours is an old one while another workspace is shown
  const bool roomy = room >= roomy_width * static_cast<int>(docks_.size());
  for (qsizetype i = 0; i < docks_.size(); ++i) {
    docks_[i]->setFloating(false);
    addDockWidget(Qt::TopDockWidgetArea, docks_[i], Qt::Horizontal);
    docks_[i]->show();
    if (!roomy && i > 0) tabifyDockWidget(docks_[i - 1], docks_[i]);
  }
  const QList<int> widths(docks_.size(), room / static_cast<int>(docks_.size()));
  if (roomy) resizeDocks(docks_, widths, Qt::Horizontal);
  docks_.back()->raise();
}

}  // namespace solopose
