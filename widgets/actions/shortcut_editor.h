#pragma once

#include <QDialog>
#include <QKeySequence>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace solopose {

class ActionRegistry;

/// Every action with its shortcut: search, choose, press the new keys. A shortcut that is taken is refused
/// and its holder named.
class ShortcutEditor : public QDialog {
  Q_OBJECT
 public:
  ShortcutEditor(ActionRegistry* actions, QWidget* parent);

 private:
  void list();
  void filter();
  void showCurrent();
  void assign(const QKeySequence& shortcut);
  QString currentId() const;

  ActionRegistry* actions_;
  QLineEdit* search_;
  QTreeWidget* tree_;
  QKeySequenceEdit* keys_;
  QLabel* conflict_;
  QPushButton* set_;
  QPushButton* remove_;
  QPushButton* reset_;
};

}  // namespace solopose
