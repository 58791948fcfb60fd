#pragma once

#include <vector>

#include <QMainWindow>
#include <QString>
#include <QStringList>

#include "widgets/panel/panel.h"

class QDockWidget;
class QLabel;
class QStackedWidget;

namespace solopose {

class ActionRegistry;
class IdleDocks;
class KeyHome;
class Language;
class LaneRoom;
class LeaveGuard;
class MessageArea;
class ProjectCommands;
class Session;
class StartPage;
class ViewCommands;
class ViewStateKeeper;
class Workspace;
class WorkspaceRail;
struct PanelEntry;

/// The one window: rail on the left, dataset tree, inspector and timeline around, a workspace in the middle.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  /// Session and language outlive the window.
  MainWindow(Session* session, Language* language);
  ~MainWindow() override;

  ActionRegistry* actions() const { return actions_; }
  const PanelContext& context() const { return context_; }
  const std::vector<Panel*>& panels() const { return panels_; }  ///< as the table has them
  MessageArea* messages() const { return messages_; }
  StartPage* startPage() const { return start_page_; }
  ViewStateKeeper* viewState() const { return view_state_; }

  const std::vector<Workspace*>& workspaces() const { return workspaces_; }
  Workspace* currentWorkspace() const;  ///< nullptr on the start page
  void showWorkspace(const QString& id);
  /// What somebody does who wants to work there: the keyboard goes there, too.
  void goToWorkspace(const QString& id);
  /// Of a workspace or around it; nullptr when there is none.
  QDockWidget* panel(const QString& id) const;
  bool isPanelSeen(const QString& id) const;  ///< not only open, but in front
  void setPanelVisible(const QString& id, bool visible);
  void resetLayout();
  /// Open a project, import files, or play a video: what dropping them does.
  void take(const QStringList& paths);
  /// Stop what is under way, so that it can be gone on with, and close: nobody is there to be asked.
  void closeUnasked();

  QMenu* createPopupMenu() override;

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build(Language* language);
  void buildMiddle();
  void buildWorkspaces();
  void buildPanels();
  void watchIdleDocks();
  void buildBadge();
  void buildStatusBar();
  QDockWidget* addSharedPanel(const PanelEntry& entry, Panel* panel);
  void followPanel(const QString& id, QDockWidget* dock);
  Panel* workedIn() const;
  void giveKeys();
  void followProject();
  void handOver(HandedFile kind, const QString& file);
  QStringList stoppingMeans() const;
  Workspace* workspace(const QString& id) const;
  void placeWindow();
  void saveLayout() const;
  void restoreLayout();
  void arrangeSharedPanels();
  void retranslate();
  void guardSessionEnd();

  Session* session_;
  ActionRegistry* actions_;
  PanelContext context_;
  LeaveGuard* guard_;
  ProjectCommands* project_commands_ = nullptr;
  ViewCommands* view_commands_ = nullptr;
  ViewStateKeeper* view_state_ = nullptr;
  LaneRoom* lane_room_ = nullptr;
  IdleDocks* idle_docks_ = nullptr;
  KeyHome* key_home_ = nullptr;
  WorkspaceRail* rail_ = nullptr;
  QStackedWidget* middle_ = nullptr;
  QLabel* read_only_ = nullptr;
  StartPage* start_page_ = nullptr;
  MessageArea* messages_ = nullptr;
  std::vector<Panel*> panels_;
  std::vector<Workspace*> workspaces_;
  QList<QDockWidget*> shared_;
  QString workspace_id_;
  bool project_shown_ = false;
  bool closing_ = false;
};

}  // namespace solopose
