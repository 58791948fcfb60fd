// Layout and events of the main window: where it stands, what is dropped on it, how it closes.
#include <algorithm>
#include <cmath>

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>
#include <QSessionManager>
#include <QSettings>
#include <QStyle>
#include <QTimer>

#include "app/gui/dropped_paths.h"
#include "app/gui/idle_docks.h"
#include "app/gui/lane_room.h"
#include "app/gui/leave_guard.h"
#include "app/gui/main_window.h"
#include "app/gui/message_area.h"
#include "app/gui/panels.h"
#include "app/gui/start_page.h"
#include "app/gui/view_state_keeper.h"
#include "app/gui/workspace.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int layout_version = 1;
constexpr QSize first_size(1440, 900);
constexpr int roomy_width = 1100;  // from which on the inspector has room beside a workspace

const QString geometry_setting = QStringLiteral("layout/geometry");
const QString state_setting = QStringLiteral("layout/window");

/// What a window manager draws around a window. It says so only when the window is there.
QMargins frame_of(const QWidget& window) {
  const QStyle& style = *window.style();
  const int edge = style.pixelMetric(QStyle::PM_MdiSubWindowFrameWidth);
  return {edge, style.pixelMetric(QStyle::PM_TitleBarHeight), edge, edge};
}

}  // namespace

void MainWindow::placeWindow() {
  if (restoreGeometry(QSettings().value(geometry_setting).toByteArray())) return;
  const QScreen* screen = QGuiApplication::primaryScreen();
  const QRect space = screen == nullptr ? QRect(QPoint(0, 0), first_size) : screen->availableGeometry();
  const QMargins frame = frame_of(*this);
  const QSize most = space.size().shrunkBy(frame);
  resize(first_size.boundedTo(most));
  const QSize left = most - size();
  move(space.topLeft() + QPoint(left.width() / 2, left.height() / 2));
}

void MainWindow::saveLayout() const {
  idle_docks_->bringBack();
  QSettings settings;
  settings.setValue(state_setting, saveState(layout_version));
  lane_room_->save();
  for (const Workspace* workspace : workspaces_) workspace->saveLayout();
}

void MainWindow::restoreLayout() {
  if (!restoreState(QSettings().value(state_setting).toByteArray(), layout_version)) arrangeSharedPanels();
  lane_room_->restore();
  layout()->activate();  // the workspaces ask how much room the others leave
  for (Workspace* workspace : workspaces_) workspace->restoreLayout();
}

void MainWindow::resetLayout() {
  arrangeSharedPanels();
  lane_room_->reset();
  layout()->activate();
  for (Workspace* workspace : workspaces_) workspace->resetLayout();
}

void MainWindow::arrangeSharedPanels() {
  QList<int> extents[2];
  QList<QDockWidget*> docks[2];
  // A small window's middle needs its room more than they do.
  const double share = std::pow(std::min(1.0, static_cast<double>(width()) / first_size.width()), 2);
  for (const PanelEntry& entry : panel_table()) {
    if (!entry.workspace.isEmpty()) continue;
    QDockWidget* dock = panel(entry.id);
    dock->setFloating(false);
    addDockWidget(entry.area, dock);
    dock->setVisible(width() >= roomy_width || entry.area != Qt::RightDockWidgetArea);
    const bool wide = entry.area == Qt::BottomDockWidgetArea || entry.area == Qt::TopDockWidgetArea;
    docks[wide].append(dock);
    extents[wide].append(wide ? entry.extent : static_cast<int>(entry.extent * share));
  }
  resizeDocks(docks[0], extents[0], Qt::Horizontal);
  resizeDocks(docks[1], extents[1], Qt::Vertical);
}

void MainWindow::changeEvent(QEvent* event) {
  // Somebody comes back from another window, which may have changed the project.
  if (event->type() == QEvent::ActivationChange && isActiveWindow()) session_->lookForChanges();
  if (event->type() == QEvent::LanguageChange) {
    actions_->retranslate();
    retranslate();
  }
  QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (session_->jobs()->busy() && !closing_) {
    event->ignore();
    guard_->leave(tr("Stop and close"), [this] {
      closing_ = true;
      close();
    });
    return;
  }
  if (project_shown_) saveLayout();
  QSettings().setValue(geometry_setting, saveGeometry());
  view_state_->save();
  QMainWindow::closeEvent(event);
}

/// Logging out closes no windows: it asks the application whether it may go.
void MainWindow::guardSessionEnd() {
  connect(
      qGuiApp, &QGuiApplication::commitDataRequest, this,
      [this](QSessionManager& manager) {
        if (!session_->jobs()->busy()) return;
        if (!manager.allowsInteraction()) return guard_->stopNow();
        if (!guard_->mayLeaveNow(tr("Stop and log out"))) manager.cancel();
        manager.release();
      },
      Qt::DirectConnection);
}

void MainWindow::closeUnasked() {
  guard_->stopNow();
  closing_ = true;
  close();
}

/// What nobody else wants: Escape takes the newest message away.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return messages_->dismissNewest();
  QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (dropped_paths(event->mimeData()).isEmpty()) return;
  event->acceptProposedAction();
  start_page_->setDropTarget(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* event) {
  start_page_->setDropTarget(false);
  QMainWindow::dragLeaveEvent(event);
}

void MainWindow::dropEvent(QDropEvent* event) {
  start_page_->setDropTarget(false);
  const QStringList paths = dropped_paths(event->mimeData());
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  take(paths);
}

}  // namespace solopose
