#include "widgets/playback_panel/screen_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace solopose {

ScreenWindow::ScreenWindow(QWidget* content, const std::vector<QAction*>& keys, QWidget* owner)
    : QWidget(owner, Qt::Window) {
  setObjectName(QStringLiteral("screen"));
  setWindowTitle(owner->window()->windowTitle());
  for (QAction* action : keys) addAction(action);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(content);
  content->show();
}

void ScreenWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT leaveWanted();
  QWidget::keyPressEvent(event);
}

// Its owner takes the video back first.
void ScreenWindow::closeEvent(QCloseEvent* event) {
  event->ignore();
  Q_EMIT leaveWanted();
}

}  // namespace solopose
