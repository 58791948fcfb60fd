#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace solopose {

class ActionButton;
class ActionRegistry;

/// What a panel shows while it has nothing to show: what is missing, what to do about it, and the buttons
/// that do it.
class EmptyPage : public QWidget {
  Q_OBJECT
 public:
  /// The registry outlives the page.
  explicit EmptyPage(ActionRegistry* actions, QWidget* parent = nullptr);

  /// `next`: ids of at most two actions, the first of which is the one to take. Those that nobody has
  /// registered get no button.
  void say(const QString& title, const QString& text, const QStringList& next = {});
  void sayNoProject(const QString& text);
  /// With a button to try again.
  void sayUnreadable(const QString& why);

 Q_SIGNALS:
  void retryWanted();

 private:
  QLabel* addLabel(const char* role);

  ActionRegistry* actions_;
  QLabel* title_;
  QLabel* text_;
  ActionButton* next_;
  ActionButton* other_;
  QPushButton* retry_;
};

}  // namespace solopose
