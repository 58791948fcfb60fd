#include "app/gui/workspace_rail.h"

#include <QAction>
#include <QEvent>
#include <QToolButton>

namespace solopose {
namespace {

constexpr int rail_width = 72;

}  // namespace

WorkspaceRail::WorkspaceRail(QWidget* parent) : QToolBar(parent) {
  setObjectName(QStringLiteral("rail"));
  setMovable(false);
  setFloatable(false);
  setOrientation(Qt::Vertical);
  setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
  setIconSize({24, 24});
  setFixedWidth(rail_width);
  setContextMenuPolicy(Qt::PreventContextMenu);
  setWindowTitle(tr("Workspaces"));
}

void WorkspaceRail::addWorkspace(QAction* action) {
  addAction(action);
  auto* button = qobject_cast<QToolButton*>(widgetForAction(action));
  button->setFixedWidth(rail_width);
  button->setFocusPolicy(Qt::TabFocus);
}

void WorkspaceRail::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) setWindowTitle(tr("Workspaces"));
  QToolBar::changeEvent(event);
}

}  // namespace solopose
