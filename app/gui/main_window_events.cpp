// Layout and events of the main window: where it stands, what is dropped on it, how it closes.
#include <algorithm>

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QTimer>

#include "app/gui/dropped_paths.h"
#include "app/gui/main_window.h"
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
constexpr int tree_width = 256;
constexpr int inspector_width = 304;
constexpr int timeline_height = 136;

const QString geometry_setting = QStringLiteral("layout/geometry");
const QString state_setting = QStringLiteral("layout/window");

}  // namespace

void MainWindow::placeWindow() {
  if (restoreGeometry(QSettings().value(geometry_setting).toByteArray())) return;
  const QScreen* screen = QGuiApplication::primaryScreen();
  const QRect space = screen == nullptr ? QRect(QPoint(0, 0), first_size) : screen->availableGeometry();
  resize(first_size.boundedTo(space.size()));
  move(space.center() - rect().center());
}

void MainWindow::saveLayout() const {
  QSettings settings;
  settings.setValue(state_setting, saveState(layout_version));
  for (const Workspace* workspace : workspaces_) workspace->saveLayout();
}

void MainWindow::restoreLayout() {
  if (!restoreState(QSettings().value(state_setting).toByteArray(), layout_version)) arrangeSharedPanels();
  for (Workspace* workspace : workspaces_) workspace->restoreLayout();
}

void MainWindow::resetLayout() {
  arrangeSharedPanels();
  for (Workspace* workspace : workspaces_) workspace->resetLayout();
}

void MainWindow::arrangeSharedPanels() {
  const Qt::DockWidgetArea areas[] = {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea,
                                      Qt::BottomDockWidgetArea};
  for (qsizetype i = 0; i < shared_.size(); ++i) {
    shared_[i]->setFloating(false);
    addDockWidget(areas[i], shared_[i]);
    shared_[i]->show();
  }
  // A small window's middle needs its room more than they do.
  const double share = std::min(1.0, static_cast<double>(width()) / first_size.width());
  const auto scaled = [share](int pixels) { return static_cast<int>(pixels * share); };
  resizeDocks({shared_[0], shared_[1]}, {scaled(tree_width), scaled(inspector_width)}, Qt::Horizontal);
  resizeDocks({shared_[2]}, {timeline_height}, Qt::Vertical);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    actions_->retranslate();
    retranslate();
  }
  QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (session_->jobs()->busy() && !closing_) {
    event->ignore();
    askToStopJobs();
    return;
  }
  if (project_shown_) saveLayout();
  QSettings().setValue(geometry_setting, saveGeometry());
  view_state_->flush();
  QMainWindow::closeEvent(event);
}

void MainWindow::askToStopJobs() {
  if (findChild<QMessageBox*>(QStringLiteral("stop-jobs")) != nullptr) return;
  auto* box = new QMessageBox(QMessageBox::Question, tr("Close SoloPose Studio"),
                              tr("Work is still under way. Stop it and close?"), QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("stop-jobs"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(session_->jobs()->busy(JobLane::training)
                              ? tr("Training can be resumed later from its last checkpoint. Other work that "
                                   "is stopped leaves the "
                                   "project as it was before")
                              : tr("Work that is stopped leaves the project as it was before"));
  box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  QPushButton* stop = box->addButton(tr("Stop and close"), QMessageBox::AcceptRole);
  connect(stop, &QPushButton::clicked, this, [this] {
    closing_ = true;
    session_->jobs()->cancelAll();
    if (!session_->jobs()->busy()) {
      close();
      return;
    }
    setEnabled(false);
    connect(session_->jobs(), &JobRunner::jobEnded, this, [this] {
      if (!session_->jobs()->busy()) QTimer::singleShot(0, this, &QWidget::close);
    });
  });
  box->open();
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
