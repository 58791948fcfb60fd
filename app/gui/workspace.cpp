#include "app/gui/workspace.h"

#include <algorithm>
#include <utility>

#include <QDockWidget>
#include <QSettings>

#include "app/gui/panel_frame.h"

namespace solopose {
namespace {

constexpr int layout_version = 2;
constexpr int roomy_width = 600;  // a panel's, from which on it works beside another

}  // namespace

Workspace::Workspace(QString id, QWidget* parent) : QMainWindow(parent), id_(std::move(id)) {
  setWindowFlags(Qt::Widget);  // a main window makes itself a window, whatever its parent
  setObjectName(QStringLiteral("workspace-") + id_);
  setDockNestingEnabled(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setContextMenuPolicy(Qt::NoContextMenu);
}

QDockWidget* Workspace::addPanel(const QString& id, QWidget* panel, bool behind) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QStringLiteral("panel-") + id);
  dock->setWidget(new PanelFrame(panel));
  addDockWidget(Qt::TopDockWidgetArea, dock, Qt::Horizontal);
  panels_.append(id);
  docks_.append(dock);
  if (behind) behind_.append(id);
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

QString Workspace::frontPanel() const {
  const auto front = std::find_if(panels_.rbegin(), panels_.rend(),
                                  [this](const QString& id) { return !behind_.contains(id); });
  return front == panels_.rend() ? QString() : *front;
}

// Side by side where there is room for that, else one behind the other with the last in front.
void Workspace::resetLayout() {
  const int room = parentWidget()->width();  // ours is an old one while another workspace is shown
  const auto beside = static_cast<int>(docks_.size() - behind_.size());
  const bool roomy = room >= roomy_width * beside;
  QList<QDockWidget*> seen;
  for (qsizetype i = 0; i < docks_.size(); ++i) {
    const bool behind = behind_.contains(panels_[i]);
    docks_[i]->setFloating(false);
    addDockWidget(Qt::TopDockWidgetArea, docks_[i], Qt::Horizontal);
    docks_[i]->show();
    if (i > 0 && (behind || !roomy)) tabifyDockWidget(docks_[i - 1], docks_[i]);
    if (!behind) seen.append(docks_[i]);
  }
  if (roomy) resizeDocks(seen, QList<int>(seen.size(), room / beside), Qt::Horizontal);
  raisePanel(frontPanel());
}

}  // namespace solopose
