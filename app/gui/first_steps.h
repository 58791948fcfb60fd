#pragma once

#include <functional>
#include <vector>

#include <QDialog>
#include <QPointer>
#include <QString>

class QFocusFrame;
class QLabel;
class QPushButton;
class QShortcut;

namespace solopose {

class ActionRegistry;
class MainWindow;

/// Five cards that show a newcomer round the window, each beside what it speaks of. They can be left at any
/// time, by Escape also from the window that they lie over, hold nobody up, and are called again from the
/// Help menu.
class FirstSteps : public QDialog {
  Q_OBJECT
 public:
  explicit FirstSteps(MainWindow* window);
  ~FirstSteps() override;

  /// Whether this user has been shown round, or has left.
  static bool wereShown();
  int step() const { return step_; }  ///< from 0
  int steps() const { return static_cast<int>(cards_.size()); }

 protected:
  void changeEvent(QEvent* event) override;
  void done(int result) override;

 private:
  struct Card {
    std::function<QString()> title;
    std::function<QString()> text;
    std::function<QWidget*()> place;
  };
  void addCards(const MainWindow* window);
  void go(int step);
  void retranslate();

  const ActionRegistry* actions_;
  std::vector<Card> cards_;
  int step_ = 0;
  QLabel* title_;
  QLabel* text_;
  QLabel* count_;
  QPushButton* back_;
  QPushButton* next_;
  QPushButton* leave_;
  // Both are the window's, which may go first.
  QPointer<QFocusFrame> ring_;
  QPointer<QShortcut> escape_;
  QPointer<QShortcut> enter_;
};

}  // namespace solopose
