#pragma once

#include <QPushButton>

class QAction;

namespace solopose {

/// A push button that is an action: its text, tooltip and state, and its icon unless the button is the
/// primary one. Hidden while there is no action.
class ActionButton : public QPushButton {
  Q_OBJECT
 public:
  explicit ActionButton(QWidget* parent, QAction* action = nullptr);

  void setAction(QAction* action);
  void setShowsKey(bool shown);  ///< the shortcut behind the text: "Accept (A)"
  QAction* action() const { return action_; }

 private:
  void follow();

  QAction* action_ = nullptr;
  bool shows_key_ = false;
};

}  // namespace solopose
