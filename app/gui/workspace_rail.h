#pragma once

#include <QToolBar>

class QAction;

namespace solopose {

/// The workspaces down the left edge, icon above name.
class WorkspaceRail : public QToolBar {
  Q_OBJECT
 public:
  explicit WorkspaceRail(QWidget* parent = nullptr);

  void addWorkspace(QAction* action);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fit();
};

}  // namespace solopose
