#pragma once

#include <QFrame>
#include <QPointer>

class QAction;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace solopose {

class ActionRegistry;

/// Every action by name: type some of its letters, choose with the arrows, run with Return. A window of its
/// own, because a 3D view would lie on top of a child.
class CommandPalette : public QFrame {
  Q_OBJECT
 public:
  CommandPalette(ActionRegistry* actions, QWidget* parent);

  /// Open at the top of the parent's window with an empty filter; closes on Escape or a click elsewhere.
  void open();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void list();
  void tellNothingFound();
  void runCurrent();
  void moveSelection(int rows);

  ActionRegistry* actions_;
  QLineEdit* filter_;
  QListView* view_;
  QStandardItemModel* model_;
};

}  // namespace solopose
