#include "app/gui/view_commands.h"

#include <QAction>
#include <QActionGroup>
#include <QDesktopServices>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QUrl>

#include "app/gui/diagnostics.h"
#include "app/gui/first_steps.h"
#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "app/gui/manual_window.h"
#include "app/gui/message_area.h"
#include "app/gui/panels.h"
#include "app/gui/problem_report.h"
#include "app/gui/save_file.h"
#include "app/gui/text_dialog.h"
#include "app/gui/view_state_keeper.h"
#include "app/gui/workspace.h"
#include "core/base/error.h"
#include "core/landmarks/landmark_weights.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/command_palette.h"
#include "widgets/actions/shortcut_editor.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

struct ThemeChoice {
  Theme::Mode mode;
  const char* id;
  std::function<QString()> text;
  const char* shortcut;
};

}  // namespace

ViewCommands::ViewCommands(ActionRegistry* actions, Language* language, MainWindow* window)
    : QObject(window),
      actions_(actions),
      language_(language),
      window_(window),
      palette_(new CommandPalette(actions, window)) {
  addWorkspaceActions();
  addPanelActions();
  addThemeActions();
  addLanguageActions();
  addWindowActions();
  addSharingActions();
}

void ViewCommands::addWorkspaceActions() {
  auto* group = new QActionGroup(this);
  int number = 0;
  for (const WorkspaceEntry& entry : workspace_table()) {
    QAction* action = actions_->add({.id = QStringLiteral("view.workspace.") + entry.id,
                                     .text = entry.title,
                                     .menu = [] { return tr("&View"); },
                                     .shortcut = QKeySequence(QStringLiteral("Ctrl+%1").arg(++number)),
                                     .icon = entry.icon,
                                     .checkable = true,
                                     .run = [this, id = entry.id](bool) { window_->goToWorkspace(id); }});
    group->addAction(action);
  }
}

void ViewCommands::addPanelActions() {
  const QString panel_keys = QStringLiteral("123456789ABCEFGH");  // D, L, S and V are taken
  int number = 0;
  for (const PanelEntry& entry : panel_table()) {
    actions_->add({.id = QStringLiteral("view.panel.") + entry.id,
                   .text = entry.title,
                   .menu = [] { return tr("&View"); },
                   .shortcut = QKeySequence(QStringLiteral("Ctrl+K, %1").arg(panel_keys.at(number++))),
                   .icon = entry.icon,
                   .checkable = true,
                   .run = [this, id = entry.id](bool on) { turnPanel(id, on); },
                   .submenu = [] { return tr("&Panels"); },
                   .separator = number == 1});
  }
  actions_->add({.id = "view.reset-layout",
                 .text = [] { return tr("&Reset layout"); },
                 .menu = [] { return tr("&View"); },
                 .shortcut = QKeySequence("Ctrl+K, 0"),
                 .icon = "layout",
                 .run = [this](bool) { window_->resetLayout(); }});
}

/// A panel that is open but covered, or in another workspace, is brought to the front: nobody puts away what
/// they do not see.
void ViewCommands::turnPanel(const QString& id, bool on) {
  const bool covered = !on && !window_->isPanelSeen(id);
  window_->setPanelVisible(id, on || covered);
  actions_->action(QStringLiteral("view.panel.") + id)->setChecked(on || covered);
}

void ViewCommands::addThemeActions() {
  const ThemeChoice choices[] = {
      {Theme::Mode::system, "view.theme.system", [] { return tr("As the &system"); }, "Ctrl+K, S"},
      {Theme::Mode::light, "view.theme.light", [] { return tr("&Light"); }, "Ctrl+K, L"},
      {Theme::Mode::dark, "view.theme.dark", [] { return tr("&Dark"); }, "Ctrl+K, D"},
  };
  auto* group = new QActionGroup(this);
  for (const ThemeChoice& choice : choices) {
    QAction* action = actions_->add({.id = choice.id,
                                     .text = choice.text,
                                     .menu = [] { return tr("&View"); },
                                     .shortcut = QKeySequence(choice.shortcut),
                                     .icon = "theme",
                                     .checkable = true,
                                     .run =
                                         [mode = choice.mode](bool) {
                                           Theme::instance().setMode(mode);
                                           QSettings().setValue("theme", static_cast<int>(mode));
                                         },
                                     .submenu = [] { return tr("&Theme"); },
                                     .separator = choice.mode == Theme::Mode::system});
    action->setChecked(Theme::instance().mode() == choice.mode);
    group->addAction(action);
    connect(&Theme::instance(), &Theme::changed, action,
            [action, mode = choice.mode] { action->setChecked(Theme::instance().mode() == mode); });
  }
}

void ViewCommands::addLanguageActions() {
  auto* group = new QActionGroup(this);
  for (const Language::Choice& choice : Language::choices()) {
    QAction* action =
        actions_->add({.id = QStringLiteral("view.language.") + choice.code,
                       .text = [name = choice.name] { return name; },
                       .menu = [] { return tr("&View"); },
                       .shortcut = QKeySequence(QStringLiteral("Ctrl+K, Ctrl+%1").arg(choice.name.at(0))),
                       .icon = "language",
                       .checkable = true,
                       .run = [this, code = choice.code](bool) { language_->choose(code); },
                       .submenu = [] { return tr("Lan&guage"); }});
    action->setChecked(language_->current() == choice.code);
    group->addAction(action);
  }
}

void ViewCommands::addWindowActions() {
  actions_->add({.id = "view.full-screen",
                 .text = [] { return tr("&Full screen"); },
                 .menu = [] { return tr("&View"); },
                 .shortcut = QKeySequence("F11"),
                 .icon = "fullscreen",
                 .checkable = true,
                 .run =
                     [this](bool on) {
                       window_->setWindowState(window_->windowState().setFlag(Qt::WindowFullScreen, on));
                     },
                 .separator = true});
  window_->installEventFilter(this);
}

void ViewCommands::addSharingActions() {
  actions_->add({.id = "view.share",
                 .text = [] { return tr("&Save this view…"); },
                 .menu = [] { return tr("&View"); },
                 .shortcut = QKeySequence("Ctrl+K, V"),
                 .icon = "export",
                 .run =
                     [this](bool) {
                       ask_where_to_save(window_, tr("Save this view"), QStringLiteral("json"),
                                         [this](const QString& file) {
                                           window_->viewState()->current().share(file);
                                           window_->messages()->tellSaved(file);
                                         });
                     },
                 .separator = true});
  actions_->add({.id = "view.open-shared",
                 .text = [] { return tr("&Open a view…"); },
                 .menu = [] { return tr("&View"); },
                 .shortcut = QKeySequence("Ctrl+K, Ctrl+V"),
                 .icon = "import",
                 .run = [this](bool) { askForSharedView(); }});
}

void ViewCommands::askForSharedView() {
  auto* dialog = new QFileDialog(window_, tr("Open a view"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Views (*.json)"));
  connect(dialog, &QFileDialog::fileSelected, this, &ViewCommands::openSharedView);
  dialog->open();
}

void ViewCommands::openSharedView(const QString& file) {
  try {
    const ViewState state = ViewState::shared(file);
    if (!window_->viewState()->show(state))
      window_->messages()->showError(
          tr("%1 is not in this project; the rest of the view is shown").arg(shown_name(state.sequence)));
    window_->showWorkspace(state.workspace);
  } catch (const Error& failure) {
    window_->messages()->showError(QString::fromUtf8(failure.what()));
  }
}

// The window may also begin in full screen, and window managers have keys of their own for it.
bool ViewCommands::eventFilter(QObject* watched, QEvent* event) {
  if (watched == window_ && event->type() == QEvent::WindowStateChange)
    actions_->action(QStringLiteral("view.full-screen"))->setChecked(window_->isFullScreen());
  return QObject::eventFilter(watched, event);
}

void ViewCommands::addHelpActions() {
  const auto menu = [] { return tr("&Help"); };
  actions_->add({.id = "help.manual",
                 .text = [] { return tr("&Manual"); },
                 .menu = menu,
                 .shortcut = QKeySequence("F1"),
                 .icon = "help",
                 .run = [this](bool) { showManual(); }});
  actions_->add({.id = "help.first-steps",
                 .text = [] { return tr("&First steps"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+K, F2"),
                 .run = [this](bool) { showFirstSteps(); }});
  actions_->add({.id = "help.palette",
                 .text = [] { return tr("&Command palette…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+Shift+P"),
                 .icon = "palette",
                 .run = [this](bool) { palette_->open(); }});
  actions_->add({.id = "help.shortcuts",
                 .text = [] { return tr("&Keyboard shortcuts…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+K, Ctrl+S"),
                 .icon = "keyboard",
                 .run =
                     [this](bool) {
                       auto* editor = new ShortcutEditor(actions_, window_);
                       editor->setAttribute(Qt::WA_DeleteOnClose);
                       editor->open();
                     }});
  actions_->add({.id = "help.diagnostics",
                 .text = [] { return tr("Open &diagnostics file"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+K, F1"),
                 .icon = "list",
                 .run = [this](bool) { openDiagnostics(); }});
  actions_->add({.id = "help.report",
                 .text = [] { return tr("&Report a problem…"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+K, F3"),
                 .icon = "warning",
                 .run = [this](bool) { showProblemReport(); }});
  actions_->add({.id = "help.about",
                 .text = [] { return tr("&About SoloPose Studio"); },
                 .menu = menu,
                 .shortcut = QKeySequence("Ctrl+K, F4"),
                 .icon = "info",
                 .run = [this](bool) { showAbout(); },
                 .separator = true});
}

/// At the page for where one is; a manual that is open already comes to the front. Whoever reads it stays at
/// their page. To search it is the next thing, each time.
void ViewCommands::showManual() {
  if (first_steps_ != nullptr) first_steps_->reject();  // else it would lie half behind what says more
  if (manual_ == nullptr)
    manual_ = new ManualWindow(
        actions_, [this] { return language_->current(); }, window_);
  const Workspace* workspace = window_->currentWorkspace();
  if (!manual_->isActiveWindow())
    manual_->showPage(workspace == nullptr ? QStringLiteral("first-steps") : workspace->id());
  manual_->show();
  manual_->raise();
  manual_->activateWindow();
  manual_->search();
}

void ViewCommands::showFirstSteps() {
  if (first_steps_ != nullptr) return;
  first_steps_ = new FirstSteps(window_);
  first_steps_->setAttribute(Qt::WA_DeleteOnClose);
  first_steps_->show();
  first_steps_->activateWindow();  // Return goes on and Escape leaves, without a click before
}

void ViewCommands::showProblemReport() {
  auto* dialog = new TextDialog(tr("Report a problem: look it through, save it, and send it"), window_);
  dialog->setObjectName(QStringLiteral("problem-report"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setEditable(true);
  dialog->setText(problem_report(Diagnostics::defaultFile()));
  dialog->open();
}

/// With whatever the desktop opens text with.
void ViewCommands::openDiagnostics() {
  const QString file = Diagnostics::defaultFile();
  if (!QFileInfo::exists(file))
    window_->messages()->showError(tr("%1: there is no diagnostics file").arg(file));
  else
    QDesktopServices::openUrl(QUrl::fromLocalFile(file));
}

void ViewCommands::showAbout() {
  auto* box = new QMessageBox(window_);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(tr("About SoloPose Studio"));
  box->setIconPixmap(window_->windowIcon().pixmap(64, 64));
  box->setTextFormat(Qt::RichText);
  box->setText(QStringLiteral("<b>SoloPose Studio %1</b>").arg(QStringLiteral(SOLOPOSE_VERSION)));
  QString words =
      tr("Brings 3D human-pose datasets into one universal frame.\n\nThe method is that of “SoloPose: "
         "One-Shot "
         "Kinematic 3D Human Pose Estimation with Video Data Augmentation” (arXiv 2312.10195).\n\nFree "
         "software under the GNU General Public License, version 3 or later");
  if (const auto blazepose = landmark_weights()) {
    words += QStringLiteral("\n\n") +
             tr("People in videos are found by Google’s BlazePose, under the Apache License, version 2.0: %1")
                 .arg(QString::fromStdString(blazepose->licence.string()));
  }
  box->setInformativeText(words);
  box->addButton(tr("Close"), QMessageBox::RejectRole);
  box->open();
}

}  // namespace solopose
