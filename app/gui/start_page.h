#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace solopose {

class ActionRegistry;

/// What the window shows without a project: how to begin, and the projects and videos opened lately.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(ActionRegistry* actions, QWidget* parent = nullptr);

  /// Read the lists of what was opened lately again.
  void refresh();
  /// Light the drop hint up while files are dragged over the window.
  void setDropTarget(bool on);

 Q_SIGNALS:
  void projectChosen(const QString& folder);
  void projectSought(const QString& folder);  ///< one that is not where it was
  void videoChosen(const QString& file);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refreshProjects();
  QWidget* goneProject(const QString& folder);
  QPushButton* recentButton(const QString& path, const QString& icon);
  QPushButton* buttonFor(const QString& action_id);
  void retranslate();

  ActionRegistry* actions_;
  QLabel* title_;
  QLabel* subtitle_;
  QLabel* begin_heading_;
  QLabel* recent_heading_;
  QLabel* nothing_recent_;
  QLabel* videos_heading_;
  QLabel* drop_hint_;
  QVBoxLayout* recent_;
  QVBoxLayout* videos_;
  QList<QPushButton*> begin_;
};

}  // namespace solopose
