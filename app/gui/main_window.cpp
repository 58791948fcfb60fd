#include "app/gui/main_window.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include "app/gui/button_names.h"
#include "app/gui/copy_rule.h"
#include "app/gui/enter_rule.h"
#include "app/gui/focus_ring.h"
#include "app/gui/folder_rule.h"
#include "app/gui/idle_docks.h"
#include "app/gui/key_home.h"
#include "app/gui/lane_room.h"
#include "app/gui/leave_guard.h"
#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/panel_frame.h"
#include "app/gui/panels.h"
#include "app/gui/plain_labels.h"
#include "app/gui/plot_menu.h"
#include "app/gui/project_commands.h"
#include "app/gui/spoken_names.h"
#include "app/gui/start_page.h"
#include "app/gui/tab_rules.h"
#include "app/gui/told_line.h"
#include "app/gui/view_commands.h"
#include "app/gui/view_state_keeper.h"
#include "app/gui/wheel_rule.h"
#include "app/gui/workspace.h"
#include "app/gui/workspace_rail.h"
#include "core/video/media_names.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/dataset_tree/dataset_tree.h"
#include "widgets/jobs/job_bar.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/finding_line.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {

MainWindow::MainWindow(Session* session, Language* language)
    : session_(session),
      actions_(new ActionRegistry(this)),
      context_{session_, actions_, new Playback(session_->cursor(), this), new TimelineLanes(this)},
      guard_(new LeaveGuard(session, this, [this] { return stoppingMeans(); })),
      key_home_(new KeyHome(this, [this] { giveKeys(); })) {
  qApp->installEventFilter(new PlainLabels(this));
  qApp->installEventFilter(new TabRules(this));
  qApp->installEventFilter(new EnterRule(this));
  qApp->installEventFilter(new CopyRule(this));
  qApp->installEventFilter(new WheelRule(this));
  qApp->installEventFilter(new FolderRule(this));
  qApp->installEventFilter(new PlotMenu(this));
  qApp->installEventFilter(new FocusRing(this));
  qApp->installEventFilter(new SpokenNames(this));
  setObjectName(QStringLiteral("studio"));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  build(language);
  view_state_ = new ViewStateKeeper(session_, panels_, this);
  connect(view_state_, &ViewStateKeeper::workspaceRestored, this, [this](const QString& id) {
    if (workspace(id) != nullptr) workspace_id_ = id;
  });
  connect(session_, &Session::projectOpened, this, &MainWindow::followProject);
  connect(session_, &Session::projectClosed, this, &MainWindow::followProject);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, [this] {
    if (!session_->hasProject() && session_->cursor()->onLooseVideo() != project_shown_) followProject();
    if (project_shown_) idle_docks_->follow();
  });
  guardSessionEnd();
  workspace_id_ = workspace_table().front().id;
  retranslate();
  placeWindow();
  project_commands_->update();
  followProject();
}

void MainWindow::build(Language* language) {
  project_commands_ = new ProjectCommands(session_, actions_, guard_, this);
  view_commands_ = new ViewCommands(actions_, language, this);
  actions_->placeMenu([] { return DatasetTree::tr("&Data"); });
  project_commands_->addAlignActions();
  buildMiddle();
  buildWorkspaces();
  buildPanels();
  buildStatusBar();
  buildBadge();
  view_commands_->addHelpActions();
  actions_->fillMenus(menuBar());
}

// Panels go before the registry they have registered with.
MainWindow::~MainWindow() {
  qDeleteAll(std::exchange(shared_, {}));
  delete centralWidget();
}

void MainWindow::buildMiddle() {
  rail_ = new WorkspaceRail(this);
  addToolBar(Qt::LeftToolBarArea, rail_);
  auto* centre = new QWidget(this);
  centre->setFocusPolicy(Qt::ClickFocus);
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  messages_ = new MessageArea(session_, centre);
  middle_ = new QStackedWidget(centre);
  start_page_ = new StartPage(actions_, middle_);
  middle_->addWidget(new PanelFrame(start_page_));
  layout->addWidget(middle_, 1);
  setCentralWidget(centre);
  connect(start_page_, &StartPage::projectChosen, project_commands_, &ProjectCommands::open);
  connect(start_page_, &StartPage::projectSought, project_commands_, &ProjectCommands::find);
  connect(start_page_, &StartPage::videoChosen, this, [this](const QString& file) { take({file}); });
  connect(messages_, &MessageArea::projectWanted, project_commands_, &ProjectCommands::open);
  connect(messages_, &MessageArea::resumeWanted, this,
          [this](const QString& run) { handOver(HandedFile::run, run); });
  connect(messages_, &MessageArea::problemsWanted, this, [this] {
    showWorkspace(QStringLiteral("data"));
    setPanelVisible(QStringLiteral("imported-data"), true);
  });
}

void MainWindow::buildWorkspaces() {
  for (const WorkspaceEntry& entry : workspace_table()) {
    auto* workspace = new Workspace(entry.id, middle_);
    middle_->addWidget(workspace);
    workspaces_.push_back(workspace);
    rail_->addWorkspace(actions_->action(QStringLiteral("view.workspace.") + entry.id));
  }
}

void MainWindow::buildPanels() {
  for (const PanelEntry& entry : panel_table()) {
    Panel* panel = entry.make(context_);
    panel->setId(entry.id);
    panels_.push_back(panel);
    connect(panel, &Panel::handedOver, this, &MainWindow::handOver);
    followPanel(entry.id, entry.workspace.isEmpty()
                              ? addSharedPanel(entry, panel)
                              : workspace(entry.workspace)->addPanel(entry.id, panel, entry.behind));
  }
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  const auto timeline = std::ranges::find(panel_table(), QStringLiteral("timeline"), &PanelEntry::id);
  lane_room_ = new LaneRoom(this, panel(timeline->id), context_.lanes, timeline->extent);
  watchIdleDocks();
}

QDockWidget* MainWindow::addSharedPanel(const PanelEntry& entry, Panel* panel) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QStringLiteral("panel-") + entry.id);
  dock->setWidget(panel);
  addDockWidget(entry.area, dock);
  shared_.append(dock);
  return dock;
}

/// A film that is no sequence's has nothing in the tree, and nothing to inspect.
void MainWindow::watchIdleDocks() {
  idle_docks_ = new IdleDocks(this);
  idle_docks_->add(panel(QStringLiteral("inspector")), [this] { return session_->cursor()->onLooseVideo(); });
  idle_docks_->add(panel(QStringLiteral("dataset-tree")),
                   [this] { return session_->cursor()->onLooseVideo() && !session_->hasProject(); });
}

void MainWindow::followPanel(const QString& id, QDockWidget* dock) {
  QAction* action = actions_->action(QStringLiteral("view.panel.") + id);
  connect(dock->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
  action->setChecked(dock->toggleViewAction()->isChecked());
  key_home_->watch(dock);
}

void MainWindow::buildBadge() {
  read_only_ = new QLabel(this);
  read_only_->setObjectName(QStringLiteral("read-only"));
  read_only_->setProperty("role", "badge");
  menuBar()->setCornerWidget(read_only_);
  read_only_->hide();
}

void MainWindow::buildStatusBar() {
  statusBar()->setSizeGripEnabled(false);
  auto* jobs = new JobBar(session_->jobs(), this);
  jobs->addActions(actions_);
  connect(jobs, &JobBar::failed, messages_, &MessageArea::showError);
  statusBar()->addWidget(new ToldLine(session_, context_.lanes, this), 1);
  statusBar()->addWidget(new FindingLine(session_, context_.lanes, this), 2);
  // A status bar is as high as the highest in it, seen or not: the panels keep their height.
  statusBar()->addPermanentWidget(messages_->staleBanner());
  messages_->staleBanner()->hide();
  statusBar()->addPermanentWidget(jobs, 1);
}

Workspace* MainWindow::workspace(const QString& id) const {
  const auto found = std::ranges::find(workspaces_, id, &Workspace::id);
  return found == workspaces_.end() ? nullptr : *found;
}

Workspace* MainWindow::currentWorkspace() const { return qobject_cast<Workspace*>(middle_->currentWidget()); }

void MainWindow::showWorkspace(const QString& id) {
  Workspace* wanted = workspace(id);
  if (wanted == nullptr) return;
  workspace_id_ = id;
  if (project_shown_) middle_->setCurrentWidget(wanted);
  actions_->action(QStringLiteral("view.workspace.") + id)->setChecked(true);
  view_state_->setWorkspace(id);
}

/// Where somebody has been at work there before, they go on; Qt would take the first field for that.
void MainWindow::goToWorkspace(const QString& id) {
  const Workspace* wanted = workspace(id);
  const bool been_there = wanted != nullptr && wanted->focusWidget() != nullptr;
  showWorkspace(id);
  const Workspace* shown = currentWorkspace();
  if (shown == nullptr || shown->id() != id) return;
  Panel* panel = workedIn();
  if (panel == nullptr) return;
  if (!been_there) panel->setFocus();
  panel->takeKeys();
}

/// Of the workspace that is shown: its front panel, or another one where that is closed. nullptr: none is
/// open.
Panel* MainWindow::workedIn() const {
  const Workspace* shown = currentWorkspace();
  if (shown == nullptr) return nullptr;
  QStringList ids = shown->panels();
  ids.removeOne(shown->frontPanel());
  ids.prepend(shown->frontPanel());
  const auto open =
      std::ranges::find_if(ids, [&](const QString& id) { return !shown->dock(id)->isHidden(); });
  return open == ids.end() ? nullptr : *std::ranges::find(panels_, *open, &Panel::id);
}

/// Not to the fields around: there, plain keys are typed.
void MainWindow::giveKeys() {
  if (Panel* panel = workedIn())
    panel->holdKeys();
  else
    centralWidget()->setFocus();
}

QDockWidget* MainWindow::panel(const QString& id) const {
  for (QDockWidget* dock : shared_) {
    if (dock->objectName() == QStringLiteral("panel-") + id) return dock;
  }
  for (const Workspace* workspace : workspaces_) {
    if (QDockWidget* dock = workspace->dock(id)) return dock;
  }
  return nullptr;
}

bool MainWindow::isPanelSeen(const QString& id) const {
  const QDockWidget* dock = panel(id);
  return dock != nullptr && dock->isVisible() && !dock->visibleRegion().isEmpty();
}

void MainWindow::setPanelVisible(const QString& id, bool visible) {
  QDockWidget* dock = panel(id);
  if (dock == nullptr) return;
  const auto home =
      std::ranges::find_if(workspaces_, [&](const Workspace* space) { return space->dock(id) != nullptr; });
  if (visible && home != workspaces_.end()) showWorkspace((*home)->id());
  dock->setVisible(visible);
  if (visible) dock->raise();
}

void MainWindow::take(const QStringList& paths) {
  const bool video = paths.size() == 1 && is_video_name(path_of(paths.front()));
  if (video)
    handOver(HandedFile::video, paths.front());
  else
    project_commands_->take(paths);
}

void MainWindow::handOver(HandedFile kind, const QString& file) {
  const auto opener =
      std::ranges::find_if(panels_, [kind](const Panel* panel) { return panel->opens(kind); });
  if (opener == panels_.end()) return;
  setPanelVisible((*opener)->id(), true);
  (*opener)->openFile(kind, file);
}

QStringList MainWindow::stoppingMeans() const {
  QStringList lines;
  for (const Panel* panel : panels_) lines += panel->stoppingMeans();
  return lines;
}

// The start page stands alone: tree, inspector and timeline have nothing to show without a project or a
// video.
void MainWindow::followProject() {
  const bool open = session_->hasProject() || session_->cursor()->onLooseVideo();
  if (project_shown_ && !open) saveLayout();
  for (const WorkspaceEntry& entry : workspace_table())
    actions_->action(QStringLiteral("view.workspace.") + entry.id)->setEnabled(open);
  for (const PanelEntry& entry : panel_table())
    actions_->action(QStringLiteral("view.panel.") + entry.id)->setEnabled(open);
  actions_->action(QStringLiteral("view.reset-layout"))->setEnabled(open);
  for (const char* id : {"view.share", "view.open-shared"})
    actions_->action(QLatin1String(id))->setEnabled(session_->hasProject());
  if (open && !project_shown_) {
    restoreLayout();
  } else if (!open) {
    for (QDockWidget* dock : shared_) dock->hide();
    middle_->setCurrentIndex(0);  // the start page
    start_page_->refresh();
  }
  project_shown_ = open;
  if (open) {
    showWorkspace(workspace_id_);
    idle_docks_->follow();
    giveKeys();
  }
  retranslate();
}

void MainWindow::retranslate() {
  for (const PanelEntry& entry : panel_table()) panel(entry.id)->setWindowTitle(entry.title());
  name_buttons(this);
  read_only_->setText(tr("Read only"));
  read_only_->setToolTip(
      tr("%1. It can be looked at and exported from").arg(shown_text(session_->whyReadOnly())));
  read_only_->setVisible(!session_->whyReadOnly().isEmpty());
  const QString project = shown_name(QFileInfo(session_->projectFolder()).fileName());
  setWindowTitle(project.isEmpty() ? QStringLiteral("SoloPose Studio")
                                   : QStringLiteral("%1 — SoloPose Studio").arg(project));
}

QMenu* MainWindow::createPopupMenu() { return nullptr; }

}  // namespace solopose
