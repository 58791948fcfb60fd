#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;

namespace solopose {

class ActionRegistry;
class Cursor;
class Playback;

/// Holds the video while it fills the screen, black around it. Its time and a bar to play and move by stand
/// at the foot and go, with the mouse's arrow, when nobody has moved or pressed anything for a while. The
/// keys of playing work there too; Escape leaves.
class ScreenWindow : public QWidget {
  Q_OBJECT
 public:
  /// `playback` and `cursor` outlive it.
  ScreenWindow(QWidget* content, const ActionRegistry* actions, Playback* playback, Cursor* cursor,
               QWidget* owner);

  const QWidget* controls() const { return controls_; }
  static constexpr int rest_ms = 2500;  ///< until the controls go

 Q_SIGNALS:
  void leaveWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void buildControls(const ActionRegistry* actions);
  void followFrame();
  void wake();
  void goToRest();

  Playback* playback_;
  Cursor* cursor_;
  QWidget* controls_;
  QSlider* place_;
  QLabel* time_;
  QTimer rest_;
};

}  // namespace solopose
