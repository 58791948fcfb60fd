#pragma once

#include <QStringList>
#include <QWidget>

#include "core/project/catalog.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace solopose {

class ActionRegistry;
class DatasetTreeModel;
class Session;

/// What the project holds, as dataset > subject > action > take > view. The row of the cursor's sequence is selected and revealed;
/// choosing a sequence's row moves the cursor. Expansion and selection outlive a change of the catalog.
class DatasetTree : public QWidget {
  Q_OBJECT
 public:
  explicit DatasetTree(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);

  QTreeView* view() const { return view_; }
  DatasetTreeModel* model() const { return model_; }
  QLineEdit* searchField() const { return search_; }

  /// The dataset of the current row; 0 = none.
  DatasetId currentDataset() const;

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void addActions();
  void retranslate();
  void followCatalog();
  void applyFilter();
  void revealCursor();
  void moveCursorTo(const QModelIndex& index);
  void updateActions();
  void showContextMenu(const QPoint& position);
  void startRename();
  QStringList expandedKeys() const;
  void restore(const QStringList& expanded, const QString& current);

  Session* session_;
  ActionRegistry* actions_;
  DatasetTreeModel* model_ = nullptr;
  QTreeView* view_ = nullptr;
  QLineEdit* search_ = nullptr;
  QTimer* search_delay_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QLabel* empty_title_ = nullptr;
  QLabel* empty_hint_ = nullptr;
  QLabel* nothing_found_ = nullptr;
  QPushButton* import_ = nullptr;
  QStringList expanded_before_search_;
  bool following_ = false;  ///< the selection is being set from the cursor, not by a person
};

}  // namespace solopose
