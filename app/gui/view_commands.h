#pragma once

#include <QObject>
#include <QPointer>

namespace solopose {

class ActionRegistry;
class CommandPalette;
class FirstSteps;
class Language;
class MainWindow;
class ManualWindow;

/// The menus View and Help: workspaces, panels, layout, theme, language, command palette and shortcuts.
class ViewCommands : public QObject {
  Q_OBJECT
 public:
  ViewCommands(ActionRegistry* actions, Language* language, MainWindow* window);

  /// Registered apart, so that Help stands last in the menu bar.
  void addHelpActions();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addWorkspaceActions();
  void addPanelActions();
  void turnPanel(const QString& id, bool on);
  void addThemeActions();
  void addLanguageActions();
  void addWindowActions();
  void addSharingActions();
  void askForSharedView();
  void openSharedView(const QString& file);
  void showManual();
  void showFirstSteps();
  void showProblemReport();
  void showAbout();
  void openDiagnostics();

  ActionRegistry* actions_;
  Language* language_;
  MainWindow* window_;
  CommandPalette* palette_;
  QPointer<ManualWindow> manual_;
  QPointer<FirstSteps> first_steps_;
};

}  // namespace solopose
