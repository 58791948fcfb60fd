#pragma once

#include <functional>

#include <QObject>

class QDockWidget;
class QWidget;

namespace solopose {

/// The keyboard never stays with nobody: a dock that is closed would take it along, or leave it with whatever
/// comes next to Tab, and what is deleted leaves it nowhere. It goes home.
class KeyHome : public QObject {
 public:
  /// `go_home` gives it to somebody in the window.
  KeyHome(QWidget* window, std::function<void()> go_home);

  void watch(QDockWidget* dock);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void goHomeFrom(QDockWidget* hidden);
  void followFocus(const QWidget* now);

  QWidget* window_;
  std::function<void()> go_home_;
};

}  // namespace solopose
