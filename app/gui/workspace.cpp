#include "app/gui/workspace.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <QDockWidget>
#include <QEvent>
#include <QSettings>

namespace solopose {
namespace {

constexpr int layout_version = 1;

}  // namespace

Workspace::Workspace(QString id, std::function<QString()> title, QString icon, QWidget* parent)
    : QMainWindow(parent, Qt::Widget), id_(std::move(id)), title_(std::move(title)), icon_(std::move(icon)) {
  setObjectName(QStringLiteral("workspace-") + id_);
  setDockNestingEnabled(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setContextMenuPolicy(Qt::NoContextMenu);
}

QDockWidget* Workspace::addPanel(const Panel& panel, int share) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QStringLiteral("panel-") + panel.id);
  dock->setWidget(panel.widget);
  addDockWidget(Qt::TopDockWidgetArea, dock, Qt::Horizontal);
  panels_.push_back(panel);
  docks_.append(dock);
  shares_.append(share);
  retranslate();
  return dock;
}

QDockWidget* Workspace::dock(const QString& panel_id) const {
  const auto found = std::ranges::find(panels_, panel_id, &Panel::id);
  return found == panels_.end() ? nullptr : docks_[std::distance(panels_.begin(), found)];
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

void Workspace::resetLayout() {
  QList<int> widths;
  const int whole = std::max(1, static_cast<int>(std::accumulate(shares_.begin(), shares_.end(), 0)));
  for (qsizetype i = 0; i < docks_.size(); ++i) {
    docks_[i]->setFloating(false);
    addDockWidget(Qt::TopDockWidgetArea, docks_[i], Qt::Horizontal);
    docks_[i]->show();
    widths.append(width() * shares_[i] / whole);
  }
  resizeDocks(docks_, widths, Qt::Horizontal);
}

void Workspace::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QMainWindow::changeEvent(event);
}

void Workspace::retranslate() {
  for (qsizetype i = 0; i < docks_.size(); ++i)
    docks_[i]->setWindowTitle(panels_[static_cast<std::size_t>(i)].title());
}

}  // namespace solopose
