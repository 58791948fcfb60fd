#include "app/gui/project_commands.h"

#include <algorithm>

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QUndoStack>

#include "app/gui/check_dialog.h"
#include "app/gui/dropped_paths.h"
#include "app/gui/export_dialog.h"
#include "app/gui/import_dialog.h"
#include "app/gui/leave_guard.h"
#include "app/gui/recent_projects.h"
#include "app/gui/summary_dialog.h"
#include "app/gui/trash_dialog.h"
#include "core/augmotion/export.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

/// A name is no mnemonic.
QString in_menu(const QString& name) {
  return shown_name(name).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

QString recent_id(int index) { return QStringLiteral("file.recent-%1").arg(index + 1); }

}  // namespace

ProjectCommands::ProjectCommands(Session* session, ActionRegistry* actions, LeaveGuard* guard,
                                 QWidget* window)
    : QObject(window), session_(session), actions_(actions), guard_(guard), window_(window) {
  addFileActions();
  addEditActions();
  addProjectActions();
  connect(session_, &Session::projectOpened, this, [this] {
    RecentProjects::add(session_->projectFolder());
    readRecent();
    update();
    const Waiting waiting = std::exchange(waiting_, {});
    if (waiting.project == session_->projectFolder()) take(waiting.files);
  });
  connect(session_, &Session::projectClosed, this, &ProjectCommands::readRecent);
  connect(session_, &Session::projectClosed, this, &ProjectCommands::update);
  connect(session_, &Session::catalogChanged, this, &ProjectCommands::update);
  connect(session_->undoStack(), &QUndoStack::indexChanged, this, &ProjectCommands::update);
}

void ProjectCommands::addFileActions() {
  const auto menu = [] { return tr("&File"); };
  actions_->add({.id = "file.new",
                 .text = [] { return tr("&New project…"); },
                 .menu = menu,
                 .shortcut = QKeySequence::New,
                 .icon = "folder-new",
                 .run = [this](bool) { askForNewProject({}); }});
  actions_->add({.id = "file.open",
                 .text = [] { return tr("&Open project…"); },
                 .menu = menu,
                 .shortcut = QKeySequence::Open,
                 .icon = "folder-open",
                 .run =
                     [this](bool) {
                       chooseFolder(tr("Open project"), true,
                                    [this](const QString& folder) { open(folder); });
                     }});
  addRecentActions();
  actions_->add({.id = "file.demo",
                 .text = [] { return tr("Create &demo project…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Shift+N"),
                 .icon = "demo",
                 .run =
                     [this](bool) {
                       chooseFolder(tr("Create demo project"), false,
                                    [this](const QString& folder) { session_->createDemoProject(folder); });
                     }});
  actions_->add({.id = "file.import",
                 .text = [] { return tr("&Import…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+I"),
                 .icon = "import",
                 .run = [this](bool) { askForImport({}); },
                 .separator = true});
  actions_->add({.id = "file.export",
                 .text = [] { return tr("&Export…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+E"),
                 .icon = "export",
                 .run = [this](bool) { askForExport(); }});
  actions_->add({.id = "file.close",
                 .text = [] { return tr("&Close project"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+W"),
                 .icon = "close",
                 .run =
                     [this](bool) {
                       guard_->leave(tr("Stop and close project"), [this] { session_->closeProject(); });
                     },
                 .separator = true});
  actions_->add({.id = "file.quit",
                 .text = [] { return tr("&Quit"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Q"),
                 .icon = "quit",
                 .run = [this](bool) { window_->close(); }});
}

void ProjectCommands::addRecentActions() {
  for (int i = 0; i < RecentProjects::limit; ++i) {
    actions_->add({.id = recent_id(i),
                   .text =
                       [this, i] {
                         const QString folder = recent_.value(i);
                         if (folder.isEmpty()) return tr("Recent project %1").arg(i + 1);
                         return in_menu(QFileInfo(folder).fileName());
                       },
                   .menu = [] { return tr("&File"); },
                   .shortcut = QKeySequence(QStringLiteral("Ctrl+K, Ctrl+%1").arg(i + 1)),
                   .icon = "folder-open",
                   .run =
                       [this, i](bool) {
                         const QString folder = recent_.value(i);
                         if (!folder.isEmpty()) open(folder);
                       },
                   .submenu = [] { return tr("Open &recent"); }});
  }
  readRecent();
}

void ProjectCommands::readRecent() {
  recent_ = RecentProjects::list();
  for (int i = 0; i < RecentProjects::limit; ++i) {
    actions_->refreshText(recent_id(i));
    QAction* action = actions_->action(recent_id(i));
    action->setVisible(i < recent_.size());
    action->setStatusTip(shown_name(recent_.value(i)));
  }
}

void ProjectCommands::addEditActions() {
  const auto menu = [] { return tr("&Edit"); };
  QUndoStack* stack = session_->undoStack();
  actions_->add({.id = "edit.undo",
                 .text =
                     [stack] {
                       const QString what = stack->undoText();
                       return what.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(in_menu(what));
                     },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Z"),
                 .icon = "undo",
                 .run = [this](bool) { session_->undo(); }});
  actions_->add({.id = "edit.redo",
                 .text =
                     [stack] {
                       const QString what = stack->redoText();
                       return what.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(in_menu(what));
                     },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Shift+Z"),
                 .icon = "redo",
                 .run = [stack](bool) { stack->redo(); }});
}

void ProjectCommands::addProjectActions() {
  const auto menu = [] { return tr("&Project"); };
  actions_->add({.id = "project.check",
                 .text = [] { return tr("&Check…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Alt+C"),
                 .icon = "check",
                 .run = [this](bool) { session_->checkProject(); }});
  actions_->add({.id = "project.trash",
                 .text = [] { return tr("&Trash…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Shift+Del"),
                 .icon = "trash",
                 .run = [this](bool) { openTrash(); }});
  actions_->add({.id = "project.summary",
                 .text = [] { return tr("&Summary of the datasets…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Alt+I"),
                 .icon = "info",
                 .run = [this](bool) { openSummary(); }});
  connect(session_, &Session::checked, this, [this](const CheckReport& report) {
    auto* dialog = new CheckDialog(report, window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
}

void ProjectCommands::openSummary() {
  auto* dialog = new SummaryDialog(session_->catalog(),
                                   QFile::encodeName(session_->projectFolder()).toStdString(), window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void ProjectCommands::openTrash() {
  if (!session_->hasProject()) return;
  auto* dialog = new TrashDialog(session_, window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void ProjectCommands::addAlignActions() {
  actions_->add({.id = "align.now",
                 .text = [] { return tr("&Align now"); },
                 .menu = [] { return tr("&Align"); },
                 .shortcut = QKeySequence("Ctrl+Alt+A"),
                 .icon = "align",
                 .run = [this](bool) { session_->align(session_->alignOptions()); }});
}

void ProjectCommands::update() {
  const bool open = session_->hasProject();
  const bool filled = open && !session_->catalog()->sequences.empty();
  const bool writable = open && session_->whyReadOnly().isEmpty();
  actions_->action("file.close")->setEnabled(open);
  actions_->action("file.import")->setEnabled(!open || writable);
  actions_->action("project.check")->setEnabled(open);
  actions_->action("project.trash")->setEnabled(open);
  actions_->action("project.summary")->setEnabled(filled);
  actions_->action("file.export")->setEnabled(filled);
  actions_->action("align.now")->setEnabled(filled && writable);
  actions_->action("edit.undo")->setEnabled(session_->undoStack()->canUndo());
  actions_->action("edit.redo")->setEnabled(session_->undoStack()->canRedo());
  for (const char* id : {"edit.undo", "edit.redo"}) actions_->refreshText(id);
}

// What cannot be opened or created leaves the open project and its work alone, so nobody is asked to stop it.
void ProjectCommands::open(const QString& folder) {
  waiting_ = {};
  const auto open_it = [this, folder] { session_->openProject(folder); };
  if (!session_->jobs()->busy()) return open_it();
  session_->tryProject(folder, [this, open_it] { guard_->leave(tr("Stop and open"), open_it); });
}

void ProjectCommands::find(const QString& gone) {
  const QString name = shown_name(QFileInfo(gone).fileName());
  chooseFolder(tr("Where is %1 now?").arg(name), true, [this, gone](const QString& folder) {
    if (Project::exists(path_of(folder))) RecentProjects::forget(gone);
    open(folder);
  });
}

void ProjectCommands::create(const QString& folder, const QStringList& files) {
  const auto create_it = [this, folder, files] {
    waiting_ = {folder, files};
    session_->createProject(folder);
  };
  Project::exists(path_of(folder)) ? create_it() : guard_->leave(tr("Stop and create"), create_it);
}

void ProjectCommands::askForNewProject(const QStringList& files) {
  chooseFolder(tr("New project"), false, [this, files](const QString& folder) { create(folder, files); });
}

void ProjectCommands::chooseFolder(const QString& title, bool existing,
                                   const std::function<void(const QString&)>& chosen) {
  auto* dialog = new QFileDialog(window_, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(existing ? QFileDialog::Directory : QFileDialog::AnyFile);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  if (!existing) {
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setLabelText(QFileDialog::Accept, tr("Create"));
    dialog->setLabelText(QFileDialog::FileName, tr("Project folder"));
  }
  if (const QString last = recent_.value(0); !last.isEmpty())
    dialog->setDirectory(QFileInfo(last).absolutePath());
  connect(dialog, &QFileDialog::fileSelected, this, chosen);
  dialog->open();
}

bool ProjectCommands::isStillOpen(const QString& project) {
  if (session_->projectFolder() == project) return true;
  Q_EMIT session_->failed(tr("Nothing was imported: another project has been opened or closed meanwhile"));
  return false;
}

void ProjectCommands::take(const QStringList& paths) {
  if (paths.isEmpty()) return;
  looking_.request([paths](const std::stop_token&) { return only_project(paths); },
                   [this, paths, open_now = session_->projectFolder()](const QString& project) {
                     if (!isStillOpen(open_now)) return;
                     project.isEmpty() ? askForImport(paths) : open(project);
                   });
}

void ProjectCommands::askForImport(const QStringList& paths) {
  if (!session_->hasProject()) return askForNewProject(paths);
  auto* dialog = new ImportDialog(window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setProject(session_->projectFolder());
  dialog->addPaths(paths);
  connect(dialog, &QDialog::accepted, this, [this, dialog, project = session_->projectFolder()] {
    if (isStillOpen(project)) session_->importFiles(dialog->options());
  });
  dialog->open();
}

void ProjectCommands::askForExport() {
  const QFileInfo project(session_->projectFolder());
  const QString suggested = QDir(project.absolutePath()).filePath(project.fileName() + QStringLiteral(".h5"));
  auto* dialog = new ExportDialog(suggested, *session_->catalog(), window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog] { session_->exportPoses(dialog->file(), dialog->options()); });
  dialog->open();
}

}  // namespace solopose
