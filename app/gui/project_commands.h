#pragma once

#include <functional>

#include <QObject>
#include <QStringList>

#include "widgets/shared/latest_work.h"

class QWidget;

namespace solopose {

class ActionRegistry;
class LeaveGuard;
class Session;

/// The menus File, Edit, Project and Align: what is done to projects, and the dialogs it takes.
class ProjectCommands : public QObject {
  Q_OBJECT
 public:
  ProjectCommands(Session* session, ActionRegistry* actions, LeaveGuard* guard, QWidget* window);

  /// Registered apart, so that Align stands behind View in the menu bar. Once before the first `update`.
  void addAlignActions();

  /// Open a project folder, or ask how anything else is to be imported. Without a project, asks for one
  /// first.
  void take(const QStringList& paths);
  /// Open a project in place of the one that is open, once nothing is under way in that one.
  void open(const QString& folder);
  /// Ask where a project has gone that is not in `gone` any more, and open it.
  void find(const QString& gone);

 public Q_SLOTS:
  /// Which actions make sense now, and what they are called: after every change of the project.
  void update();

 private:
  void addFileActions();
  void addRecentActions();
  void addEditActions();
  void addProjectActions();
  void openTrash();
  void openSummary();
  void chooseFolder(const QString& title, bool existing, const std::function<void(const QString&)>& chosen);
  /// A new project wherever somebody wants it, with what these files hold.
  void askForNewProject(const QStringList& files);
  void create(const QString& folder, const QStringList& files);
  void askForImport(const QStringList& paths);
  bool isStillOpen(const QString& project);
  void askForExport();

  /// Each of them is looked for, and a disk that does not answer is waited for: not at every edit.
  void readRecent();

  Session* session_;
  ActionRegistry* actions_;
  LeaveGuard* guard_;
  QWidget* window_;
  LatestWork looking_;  ///< whether what was taken is a project
  QStringList recent_;
  struct Waiting {
    QString project;  ///< that is being created
    QStringList files;
  };
  Waiting waiting_;  ///< to be taken once that project is open; any other one has nothing to do with them
};

}  // namespace solopose
