#include "app/gui/workspace_rail.h"

#include <algorithm>

#include <QAction>
#include <QEvent>
#include <QLayout>
#include <QToolButton>

namespace solopose {
namespace {

constexpr int least_width = 72;
constexpr int room_beside_text = 20;

}  // namespace

WorkspaceRail::WorkspaceRail(QWidget* parent) : QToolBar(parent) {
  setObjectName(QStringLiteral("rail"));
  setMovable(false);
  setFloatable(false);
  setOrientation(Qt::Vertical);
  setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
  setIconSize({24, 24});
  setContextMenuPolicy(Qt::PreventContextMenu);
  setWindowTitle(tr("Workspaces"));
}

void WorkspaceRail::addWorkspace(QAction* action) {
  addAction(action);
  widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
  connect(action, &QAction::changed, this, &WorkspaceRail::fit);
  fit();
}

// As wide as the longest name needs in bold, which the chosen workspace is written in.
void WorkspaceRail::fit() {
  QFont bold = font();
  bold.setBold(true);
  int width = least_width;
  for (const QAction* action : actions()) {
    width = std::max(width, QFontMetrics(bold).horizontalAdvance(action->text()) + room_beside_text);
  }
  layout()->setContentsMargins(0, 0, 0, 0);
  setFixedWidth(width);
  for (QAction* action : actions()) {
    if (auto* button = qobject_cast<QToolButton*>(widgetForAction(action))) button->setFixedWidth(width);
  }
}

void WorkspaceRail::changeEvent(QEvent* event) {
  QToolBar::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) setWindowTitle(tr("Workspaces"));
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) fit();
}

}  // namespace solopose
