#pragma once

#include <vector>

#include <QWidget>

class QAction;

namespace solopose {

/// Holds the video while it fills the screen. The keys of playing work there too; Escape leaves.
class ScreenWindow : public QWidget {
  Q_OBJECT
 public:
  ScreenWindow(QWidget* content, const std::vector<QAction*>& keys, QWidget* owner);

 Q_SIGNALS:
  void leaveWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
};

}  // namespace solopose
