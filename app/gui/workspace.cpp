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
constexpr int roomy_width = 600;  // a panel's, from which on it works beside another

}  // namespace

Workspace::Workspace(QString id, std::function<QString()> title, QString icon, QWidget* parent)
    : QMainWindow(parent), id_(std::move(id)), title_(std::move(title)), icon_(std::move(icon)) {
  setWindowFlags(Qt::Widget);  // a main window makes itself a window, whatever its parent
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

// Side by side where there is room for that, else one behind the other with the last in front.
void Workspace::resetLayout() {
  const int room = parentWidget()->width();  // ours is an old one while another workspace is shown
  const bool roomy = room >= roomy_width * static_cast<int>(docks_.size());
  QList<int> widths;
  const int whole = std::max(1, static_cast<int>(std::accumulate(shares_.begin(), shares_.end(), 0)));
  for (qsizetype i = 0; i < docks_.size(); ++i) {
    docks_[i]->setFloating(false);
    addDockWidget(Qt::TopDockWidgetArea, docks_[i], Qt::Horizontal);
    docks_[i]->show();
    if (!roomy && i > 0) tabifyDockWidget(docks_[i - 1], docks_[i]);
    widths.append(room * shares_[i] / whole);
  }
  if (roomy) resizeDocks(docks_, widths, Qt::Horizontal);
  docks_.back()->raise();
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
