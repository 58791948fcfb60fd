#include "app/gui/main_window.h"

#include <algorithm>
#include <map>
#include <utility>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include "app/gui/button_names.h"
#include "app/gui/leave_guard.h"
#include "app/gui/message_area.h"
#include "app/gui/plain_labels.h"
#include "app/gui/project_commands.h"
#include "app/gui/start_page.h"
#include "app/gui/view_commands.h"
#include "app/gui/view_state_keeper.h"
#include "app/gui/workspace.h"
#include "app/gui/workspace_rail.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/data_panel/data_panel.h"
#include "widgets/dataset_tree/dataset_tree.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/jobs/job_bar.h"
#include "widgets/key_frames_panel/key_frames_panel.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/video_player.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline.h"
#include "widgets/training_panel/training_panel.h"
#include "widgets/universal_frame_panel/universal_frame_panel.h"

namespace solopose {

const std::vector<MainWindow::Part>& MainWindow::workspaceParts() {
  static const std::vector<Part> parts{
      {QStringLiteral("data"), [] { return tr("Data"); }, QStringLiteral("data")},
      {QStringLiteral("align"), [] { return tr("Align"); }, QStringLiteral("align")},
      {QStringLiteral("heat-maps"), [] { return tr("Heat maps"); }, QStringLiteral("heat-map")},
      {QStringLiteral("train"), [] { return tr("Train"); }, QStringLiteral("train")},
      {QStringLiteral("playback"), [] { return tr("Playback"); }, QStringLiteral("playback")},
  };
  return parts;
}

const std::vector<MainWindow::Part>& MainWindow::panelParts() {
  static const std::vector<Part> parts{
      {QStringLiteral("dataset-tree"), [] { return tr("Datasets"); }, QStringLiteral("tree")},
      {QStringLiteral("inspector"), [] { return tr("Inspector"); }, QStringLiteral("info")},
      {QStringLiteral("timeline"), [] { return tr("Timeline"); }, QStringLiteral("clock")},
      {QStringLiteral("imported-data"), [] { return tr("Imported data"); }, QStringLiteral("chart")},
      {QStringLiteral("key-frames"), [] { return tr("Key frames"); }, QStringLiteral("scatter")},
      {QStringLiteral("universal-frame"), [] { return tr("Universal frame"); }, QStringLiteral("axes")},
      {QStringLiteral("heat-map"), [] { return tr("Heat map"); }, QStringLiteral("heat-map")},
      {QStringLiteral("training"), [] { return tr("Training"); }, QStringLiteral("train")},
      {QStringLiteral("video"), [] { return tr("Video"); }, QStringLiteral("video")},
  };
  return parts;
}

namespace {

const MainWindow::Part& panel_part(const QString& id) {
  return *std::ranges::find(MainWindow::panelParts(), id, &MainWindow::Part::id);
}

}  // namespace

MainWindow::MainWindow(Session* session, Language* language)
    : session_(session),
      actions_(new ActionRegistry(this)),
      guard_(new LeaveGuard(session, this, [this] { return training_->standing(); })) {
  qApp->installEventFilter(new PlainLabels(this));
  setObjectName(QStringLiteral("studio"));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  project_commands_ = new ProjectCommands(session_, actions_, guard_, this);
  view_commands_ = new ViewCommands(actions_, language, this);
  buildMiddle();
  buildSharedPanels();
  buildWorkspaces();
  buildStatusBar();
  buildBadge();
  view_commands_->addHelpActions();
  actions_->fillMenus(menuBar());
  view_state_ = new ViewStateKeeper(
      session_,
      [this](ViewState& state) {
        state.workspace = workspace_id_;
        state.universal_frame = universal_frame_->saveViewState();
        state.heat_maps = heat_maps_->saveViewState();
        state.training = training_->saveViewState();
        state.playback = playback_->saveViewState();
      },
      this);
  connect(heat_maps_, &HeatMapsPanel::viewStateChanged, view_state_, &ViewStateKeeper::touch);
  connect(view_state_, &ViewStateKeeper::restored, this, [this](const ViewState& state) {
    if (!state.workspace.isEmpty()) workspace_id_ = state.workspace;
    if (!state.universal_frame.isEmpty()) universal_frame_->restoreViewState(state.universal_frame);
    if (!state.heat_maps.isEmpty()) heat_maps_->restoreViewState(state.heat_maps);
    if (!state.training.isEmpty()) training_->restoreViewState(state.training);
    if (!state.playback.isEmpty()) playback_->restoreViewState(state.playback);
  });
  connect(session_, &Session::projectOpened, this, &MainWindow::followProject);
  connect(session_, &Session::projectClosed, this, &MainWindow::followProject);
  guardSessionEnd();
  workspace_id_ = workspaceParts().front().id;
  retranslate();
  placeWindow();
  project_commands_->update();
  followProject();
}

// Panels go before the registry they have registered with.
MainWindow::~MainWindow() {
  qDeleteAll(std::exchange(shared_, {}));
  delete takeCentralWidget();
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
  middle_->addWidget(start_page_);
  layout->addWidget(messages_);
  layout->addWidget(middle_, 1);
  setCentralWidget(centre);
  connect(start_page_, &StartPage::projectChosen, project_commands_, &ProjectCommands::open);
  connect(messages_, &MessageArea::projectWanted, project_commands_, &ProjectCommands::open);
  connect(messages_, &MessageArea::problemsWanted, this, [this] {
    showWorkspace(QStringLiteral("data"));
    setPanelVisible(QStringLiteral("imported-data"), true);
  });
}

void MainWindow::buildSharedPanels() {
  addSharedPanel(QStringLiteral("dataset-tree"), new DatasetTree(session_, actions_), Qt::LeftDockWidgetArea);
  project_commands_->addAlignActions();
  addSharedPanel(QStringLiteral("inspector"), new Inspector(session_, actions_), Qt::RightDockWidgetArea);
  addSharedPanel(QStringLiteral("timeline"), new Timeline(session_, actions_), Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

QDockWidget* MainWindow::addSharedPanel(const QString& id, QWidget* widget, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QStringLiteral("panel-") + id);
  dock->setWidget(widget);
  addDockWidget(area, dock);
  shared_.append(dock);
  followPanel(id, dock);
  return dock;
}

void MainWindow::buildWorkspaces() {
  auto* timeline = shared_.back()->findChild<Timeline*>();
  auto* key_frames = new KeyFramesPanel(session_, actions_);
  universal_frame_ = new UniversalFramePanel(session_, actions_);
  heat_maps_ = new HeatMapsPanel(session_, actions_);
  training_ = new TrainingPanel(session_, actions_);
  playback_ = new PlaybackPanel(session_, timeline->playback(), actions_);
  connect(key_frames, &KeyFramesPanel::labelsChanged, timeline,
          [this, timeline](const std::vector<std::int8_t>& labels, SequenceId sequence) {
            if (sequence == session_->cursor()->sequence()) timeline->setClusterLabels(labels);
          });
  // A dock grows with its lanes, but would keep their room when they go.
  connect(
      playback_, &PlaybackPanel::plotsChanged, timeline,
      [this, timeline, dock = shared_.back(), before = 0](const std::vector<TimelinePlot>& plots) mutable {
        if (before == 0 && !plots.empty()) before = dock->height();
        timeline->setPlots(plots);
        if (!plots.empty() || before == 0) return;
        const int height = std::exchange(before, 0);
        QTimer::singleShot(0, dock, [this, dock, height] {
          if (!dock->isFloating()) resizeDocks({dock}, {height}, Qt::Vertical);
        });
      });
  connect(training_, &TrainingPanel::modelChosen, this, [this](const QString& model) {
    showWorkspace(QStringLiteral("playback"));
    playback_->showPage(playback_->predictPage());
    playback_->predictPage()->addModelFile(model);
  });
  const std::map<QString, std::vector<std::pair<QString, QWidget*>>> contents{
      {QStringLiteral("data"), {{QStringLiteral("imported-data"), new DataPanel(session_, actions_)}}},
      {QStringLiteral("align"),
       {{QStringLiteral("key-frames"), key_frames}, {QStringLiteral("universal-frame"), universal_frame_}}},
      {QStringLiteral("heat-maps"), {{QStringLiteral("heat-map"), heat_maps_}}},
      {QStringLiteral("train"), {{QStringLiteral("training"), training_}}},
      {QStringLiteral("playback"), {{QStringLiteral("video"), playback_}}},
  };
  for (const Part& part : workspaceParts()) {
    auto* workspace = new Workspace(part.id, part.title, part.icon, middle_);
    for (const auto& [id, widget] : contents.at(part.id)) {
      followPanel(id, workspace->addPanel({id, panel_part(id).title, widget}));
    }
    middle_->addWidget(workspace);
    workspaces_.push_back(workspace);
    rail_->addWorkspace(actions_->action(QStringLiteral("view.workspace.") + part.id));
  }
}

void MainWindow::followPanel(const QString& id, QDockWidget* dock) {
  QAction* action = actions_->action(QStringLiteral("view.panel.") + id);
  connect(dock->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
  action->setChecked(dock->toggleViewAction()->isChecked());
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
  statusBar()->addPermanentWidget(jobs, 1);
}

Workspace* MainWindow::currentWorkspace() const { return qobject_cast<Workspace*>(middle_->currentWidget()); }

void MainWindow::showWorkspace(const QString& id) {
  const auto found = std::ranges::find(workspaces_, id, &Workspace::id);
  if (found == workspaces_.end()) return;
  workspace_id_ = id;
  if (project_shown_) middle_->setCurrentWidget(*found);
  actions_->action(QStringLiteral("view.workspace.") + id)->setChecked(true);
  view_state_->touch();
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
  if (!session_->hasProject() || paths.size() != 1 || !is_video_name(paths.front())) {
    project_commands_->take(paths);
    return;
  }
  showWorkspace(QStringLiteral("playback"));
  playback_->openVideo(paths.front());
}

// The start page stands alone: tree, inspector and timeline have nothing to show without a project.
void MainWindow::followProject() {
  const bool open = session_->hasProject();
  if (project_shown_ && !open) saveLayout();
  for (const Part& part : workspaceParts())
    actions_->action(QStringLiteral("view.workspace.") + part.id)->setEnabled(open);
  for (const Part& part : panelParts())
    actions_->action(QStringLiteral("view.panel.") + part.id)->setEnabled(open);
  actions_->action(QStringLiteral("view.reset-layout"))->setEnabled(open);
  if (open && !project_shown_) {
    restoreLayout();
  } else if (!open) {
    for (QDockWidget* dock : shared_) dock->hide();
    middle_->setCurrentWidget(start_page_);
    start_page_->refresh();
  }
  project_shown_ = open;
  if (open) {
    showWorkspace(workspace_id_);
    centralWidget()->setFocus();  // else the search field has it, and Space does not play
  }
  retranslate();
}

void MainWindow::retranslate() {
  for (QDockWidget* dock : std::as_const(shared_)) {
    dock->setWindowTitle(panel_part(dock->objectName().mid(QStringLiteral("panel-").size())).title());
  }
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
